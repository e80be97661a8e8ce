// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.nio.file.Path;
import java.util.Optional;

/** A session on a machine that others have booted, and that may be used by others. It has no console for us. */
abstract class RunningMachineSession implements Session {
    @Override
    public Startup startup() {
        return Startup.RUNNING;
    }

    @Override
    public boolean overcommitted() {
        return false;
    }

    @Override
    public boolean attended() {
        return true;
    }

    @Override
    public int cpusAtOnce() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Optional<Path> console() {
        return Optional.empty();
    }
}
