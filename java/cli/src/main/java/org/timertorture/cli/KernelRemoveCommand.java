// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kernel rm}. */
@Command(name = "rm", description = "Remove a kernel from the store.")
final class KernelRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The whole name of the kernel.")
    private String name;

    private final Surroundings surroundings;

    KernelRemoveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        InterruptSignal.install().interruptible();
        try (TimedProgress progress = surroundings.progress()) {
            surroundings.store().remove(name, progress);
        }
        surroundings.out().println("removed " + name);
        return ExitCode.OK.code();
    }
}
