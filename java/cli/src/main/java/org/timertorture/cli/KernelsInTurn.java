// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.app.Control;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.TimedProgress;

/** Brings several kernels into the store, one after another. One that cannot be had does not keep the others out. */
final class KernelsInTurn {
    private final Terminal terminal;

    KernelsInTurn(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Brings one kernel into the store. */
    @FunctionalInterface
    interface Bringer<T> {
        KernelEntry bring(T wanted, Control control) throws TimertortureException, InterruptedException;
    }

    /** Prints a line for each kernel, or why it cannot be had, and returns the exit code. */
    <T> int bring(List<T> wanted, Bringer<T> bringer) throws InterruptedException {
        List<ExitCode> codes = new ArrayList<>();
        for (T one : wanted) {
            try {
                KernelEntry entry;
                try (TimedProgress progress = terminal.progress()) {
                    entry = bringer.bring(one, InterruptSignal.stops(new Control(progress)));
                }
                terminal.out().println(KernelListCommand.line(entry));
            } catch (TimertortureException e) {
                codes.add(e.exitCode());
                terminal.say(e.getMessage());
            }
        }
        return ExitCode.first(codes).code();
    }
}
