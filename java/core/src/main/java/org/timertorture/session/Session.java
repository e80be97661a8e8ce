// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.device.Modules;
import org.timertorture.progress.Progress;

/** An open device, and the properties of the target it is on. */
public interface Session extends AutoCloseable {
    /** For so long an {@link #autopsy} usually waits for a kernel that may still print why it died. */
    Duration LAST_WORDS = Duration.ofSeconds(3);

    /** A console is a serial line, so the last lines of a report come a moment later. */
    Duration LAST_LINES = Duration.ofMillis(200);

    Device device();

    /** Returns how the target was started. */
    Startup startup();

    /** Returns how many of the target's CPUs can run at the same time. Workers beyond that number sleep at barriers. */
    int cpusAtOnce();

    /** Returns whether the guest has more CPUs than the host can run at once. */
    boolean overcommitted();

    /**
     * Returns whether a cell shall end if its controller does not read for a while. On a machine of our own nobody is
     * harmed, and a busy host may hold the controller up.
     */
    default boolean attended() {
        return false;
    }

    /** Returns whether records come over a network, which may hold them up for a while. */
    default boolean distant() {
        return false;
    }

    /** Returns the console's file, if the target has one. */
    Optional<Path> console();

    /**
     * Returns the whole lines, without time stamps, that the kernel has printed since the target came up, or since the last call; oldest first.
     * Empty where nobody keeps what the kernel prints.
     */
    default List<String> newKernelLines() throws InterruptedException {
        return List.of();
    }

    /**
     * Returns the same, and waits for what the kernel has printed already and is still on its way. After a kernel that
     * died, all of it has come.
     */
    default List<String> lastKernelLines() throws InterruptedException {
        Thread.sleep(LAST_LINES.toMillis());
        return newKernelLines();
    }

    /** Returns the control over the device's file and its modules; empty if we may not unload them. */
    default Optional<Modules> modules() {
        return Optional.empty();
    }

    /**
     * Makes the kernel print all its tasks with their stacks on the console, and waits until it has. Any thread may
     * call this.
     *
     * @throws IOException if the target has no console of its own, or does not answer
     */
    default void printTasks() throws IOException {
        throw new IOException("this target has no console of its own");
    }

    /**
     * Restarts a target that died, in the state in which it began. Afterwards {@link #device()} returns a new device.
     *
     * @throws TargetException if the target cannot be restarted
     */
    default void renew(Progress progress) throws TargetException, InterruptedException {
        throw new TargetException("this target cannot be brought up again", null);
    }

    /**
     * Returns for how long the target could not run so far, in ns, because it was stopped or the host had no CPU for
     * it. Nothing can be expected of it in that time.
     */
    default long standstillNanos() {
        return 0;
    }

    /**
     * Explains why the device fell silent. Called after {@link Device} threw, or after its records stopped coming.
     *
     * @param wait how long the target may take to print more, such as the rest of a panic
     */
    Ending autopsy(Duration wait) throws InterruptedException;

    /**
     * Shuts the target down in order, or by force if it does not answer, and leaves nothing behind. The call is bounded
     * and idempotent.
     */
    @Override
    void close();
}
