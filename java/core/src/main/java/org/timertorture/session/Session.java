// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.device.Modules;
import org.timertorture.progress.Progress;

/** A device that is up, and what is known of the place it is in. */
public interface Session extends AutoCloseable {

    Device device();

    /** {@code kvm}, {@code tcg} or {@code none} (the machine itself). */
    String acceleration();

    /** How many of the target's CPUs can run at the same time; workers on more than that sleep at barriers. */
    int cpusAtOnce();

    /** True if the guest has more CPUs than the host has to run them. */
    boolean overcommitted();

    /** The command that started the target; empty for the machine itself. */
    List<String> command();

    /** The console's file, if the target has one. */
    Optional<Path> console();

    /** Rule over the device's file and modules; empty where nobody may unload them. */
    default Optional<Modules> modules() {
        return Optional.empty();
    }

    /**
     * Brings a target that died up again, in the state that it began in; {@link #device()} is another one then.
     *
     * @throws TargetException if that cannot be
     */
    default void renew(Progress progress) throws TargetException, InterruptedException {
        throw new TargetException("this target cannot be brought up again", null);
    }

    /**
     * Says why the device went silent. Called after {@link Device} threw, or after its records stopped coming.
     *
     * @param wait how long the target may take to show more (a panic still being printed)
     */
    Ending autopsy(Duration wait) throws InterruptedException;

    /** Shuts the target down in order, by force if it does not answer; nothing is left behind. Bounded, idempotent. */
    @Override
    void close();
}
