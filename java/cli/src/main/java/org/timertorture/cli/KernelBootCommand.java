// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.TimedProgress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.qemu.BareBoot;
import org.timertorture.qemu.MachineShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kernel boot}. */
@Command(
        name = "boot",
        description = "Boot a kernel and power it off at once, and print how long that takes: no run is faster.")
final class KernelBootCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Parameters(arity = "0..1", paramLabel = "REL", description = "The kernel, as for run --kernel.")
    private String release;

    private final Surroundings surroundings;

    KernelBootCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        InterruptSignal.install().interruptible();
        try (TimedProgress progress = surroundings.progress()) {
            KernelEntry entry = VmPlace.kernel(surroundings.store(), Optional.ofNullable(release), progress);
            Acceleration acceleration = new AccelerationProbe(surroundings.cache())
                    .probe(entry, progress)
                    .best();
            BareBoot.Result boot =
                    new BareBoot(surroundings.cache()).run(entry, new MachineShape(2, 1), acceleration, LIMIT);
            if (!boot.completed()) {
                throw new EnvironmentException(entry.release() + " does not boot: " + boot.reason(), null);
            }
            surroundings
                    .out()
                    .printf(
                            Locale.ROOT,
                            "%s, 2 CPUs, %s: %.2f s%n",
                            entry.release(),
                            acceleration,
                            boot.wall().toMillis() / 1000.0);
        }
        return ExitCode.OK.code();
    }
}
