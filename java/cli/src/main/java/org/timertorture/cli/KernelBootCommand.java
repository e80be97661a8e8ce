// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.Kernels;
import org.timertorture.exit.ExitCode;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kernel boot}. */
@Command(
        name = "boot",
        description = "Boot a kernel and power it off at once, and print how long that takes: no run is faster.")
final class KernelBootCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "REL", description = "The kernel, as for run --kernel.")
    private String release;

    private final Terminal terminal;

    KernelBootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Kernels.Booted booted;
        try (TimedProgress progress = terminal.progress()) {
            Control control = InterruptSignal.stops(new Control(progress));
            booted = terminal.timertorture().kernels().boot(Optional.ofNullable(release), control);
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s, %d CPUs, %s: %.2f s%n",
                        booted.kernel().release(),
                        booted.shape().cpus(),
                        booted.acceleration(),
                        booted.wall().toMillis() / 1000.0);
        return ExitCode.OK.code();
    }
}
