// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.timertorture.device.Device;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;
import org.timertorture.store.KernelStore;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.StopStruct;

/**
 * A kernel in a store of the tests' own, with a module that replaces ours and crashes on request. The first test
 * fetches the kernel from Debian's archive; later tests and runs find it in the store.
 */
final class StandIn {
    static final int PANIC = 1;
    static final int OOPS = 2;
    static final int IN_TIMER = 3;
    static final int HANG = 4;
    static final int FLOOD = 5;

    private StandIn() {}

    static Cache cache() {
        return new Cache(Path.of(System.getProperty("basedir", System.getProperty("user.dir")), "target", "vm-cache"));
    }

    static KernelStore store() {
        try {
            return KernelStore.open(
                    cache(), Path.of(StandIn.class.getResource("stand-in").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static KernelEntry kernel() throws Exception {
        return store().defaultKernel(Progress.SILENT);
    }

    /** Asks the module to crash. It may do so before it answers. */
    static int ask(Device device, int how) throws IOException {
        StopStruct arg = new StopStruct(device.order());
        arg.bytes().putInt(0, how);
        return device.ioctl(Ioctl.STOP, arg);
    }
}
