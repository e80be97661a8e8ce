// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.session.Ending;
import org.timertorture.session.Session;

/**
 * A session with a device that the test scripts.
 *
 * @param overcommitted the answer to {@link #overcommitted}
 * @param ending the result of an autopsy
 */
record FakeSession(Device device, boolean overcommitted, Ending ending) implements Session {

    @Override
    public String acceleration() {
        return "tcg";
    }

    @Override
    public int cpusAtOnce() {
        return overcommitted ? 1 : Integer.MAX_VALUE;
    }

    @Override
    public List<String> command() {
        return List.of("qemu", "-append", "console=ttyS0 quiet");
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
