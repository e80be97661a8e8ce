// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.qemu.Acceleration;
import org.timertorture.session.Ending;
import org.timertorture.session.Session;
import org.timertorture.session.Startup;

/**
 * A session with a device that the test scripts.
 *
 * @param overcommitted the answer to {@link #overcommitted}
 * @param ending the result of an autopsy
 */
record FakeSession(Device device, boolean overcommitted, Ending ending) implements Session {

    @Override
    public Startup startup() {
        return new Startup(
                List.of("qemu"), Optional.of("console=ttyS0 quiet"), Optional.of(Acceleration.TCG), Optional.empty());
    }

    @Override
    public int cpusAtOnce() {
        return overcommitted ? 1 : Integer.MAX_VALUE;
    }

    @Override
    public Optional<Path> console() {
        return Optional.empty();
    }

    @Override
    public Ending autopsy(Duration wait) {
        return ending;
    }

    @Override
    public void close() {}
}
