// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.timertorture.plan.Plans;
import org.timertorture.report.FindingsReport;
import org.timertorture.result.CellResult;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;

/** The text that a failed assertion shows. */
final class Evidence {
    private static final int CONSOLE_LINES = 20;

    private Evidence() {}

    /**
     * Returns the findings of some cells, how the kernel ended if it did, and the command that races the same again.
     *
     * @param run the run of the cells; null if it is not known
     */
    static String of(RunResult run, List<CellResult> cells) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new FindingsReport(out, false).write(cells);
        if (run != null) {
            ending(run.ending(), out);
            out.println();
            out.println("to race it again: " + command(run));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void ending(EndingResult ending, PrintStream out) {
        if (ending == null) {
            return;
        }
        out.println();
        out.println((ending.kind().ofTheKernel() ? "the kernel ended: " : "the run ended early: ")
                + ending.kind().label() + ": " + ending.summary());
        List<String> console = ending.console();
        console.subList(Math.max(0, console.size() - CONSOLE_LINES), console.size())
                .forEach(line -> out.println("  | " + line));
    }

    private static String command(RunResult run) {
        Environment environment = run.environment();
        String machine = environment.inVm()
                ? " --kernel " + environment.kernelRelease() + " --cpus "
                        + environment.machine().cpus() + " --nodes " + environment.nodes()
                : " --target local";
        return "scripts/timertorture run " + plan(run.plan()) + machine
                + " --seconds "
                + BigDecimal.valueOf(run.plan().seconds()).stripTrailingZeros().toPlainString() + " --seed "
                + run.seed();
    }

    /** Returns what selects the plan: the name of one that ships, or else its file. */
    private static String plan(PlanResult plan) {
        boolean ships = Plans.shipped().contains(plan.name()) && plan.source().equals(plan.name() + ".yaml");
        return ships ? plan.name() : plan.source();
    }
}
