// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.timertorture.device.Device;
import org.timertorture.result.EndingKind;

/**
 * A session on this machine's own device. If the kernel had died, this code would not run, so silence means that the
 * device has stopped answering.
 */
final class LocalSession extends RunningMachineSession {
    private final Device device;
    private final KernelLog log;

    LocalSession(Device device, KernelLog log) {
        this.device = device;
        this.log = log;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public List<String> newKernelLines() throws InterruptedException {
        return log.next();
    }

    @Override
    public Ending autopsy(Duration wait) {
        return new Ending(
                EndingKind.HANG,
                "the module does not answer any more, though the kernel lives: see dmesg, and boot this machine again",
                List.of());
    }

    @Override
    public void close() {
        try {
            device.close();
        } catch (IOException e) {
            // Closing releases the descriptor whatever it returns.
            return;
        }
    }
}
