// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kernel rm}. */
@Command(name = "rm", description = "Remove a kernel from the store.")
final class KernelRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The whole name of the kernel.")
    private String name;

    private final Terminal terminal;

    KernelRemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (TimedProgress progress = terminal.progress()) {
            Control control = InterruptSignal.stops(new Control(progress));
            terminal.timertorture().kernels().remove(name, control);
        }
        terminal.out().println("removed " + name);
        return ExitCode.OK.code();
    }
}
