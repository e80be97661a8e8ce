// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.timertorture.app.RunSchedule;
import org.timertorture.plan.Cell;
import org.timertorture.uapi.Pair;

/** Prints what a run would do. */
final class DryRun {
    private static final double MS_PER_SECOND = 1000;
    private static final int MOST_PAIRS = 3;

    private final PrintStream out;

    DryRun(PrintStream out) {
        this.out = out;
    }

    void print(RunSchedule run) {
        out.printf(
                Locale.ROOT,
                "plan %s on %s, seed %d, %.1f s of racing%n%n",
                run.plan(),
                run.kernel(),
                run.seed(),
                run.seconds());
        for (RunSchedule.Entry entry : run.cells()) {
            out.println("  " + line(entry));
        }
        List<String> command = run.command();
        if (!command.isEmpty()) {
            out.println();
            out.println(command.stream().map(DryRun::quoted).collect(Collectors.joining(" ")));
        }
    }

    private static String line(RunSchedule.Entry entry) {
        Cell cell = entry.cell();
        if (!cell.runs()) {
            return cell.id() + ": skipped: " + cell.skip().orElseThrow();
        }
        return String.format(
                Locale.ROOT,
                "%s: %.2f s, expect %s, %s",
                cell.id(),
                entry.time().toMillis() / MS_PER_SECOND,
                cell.expect().label(),
                pairs(cell.pairs()));
    }

    private static String pairs(List<Pair> pairs) {
        String first = pairs.stream().limit(MOST_PAIRS).map(DryRun::pair).collect(Collectors.joining(", "));
        return pairs.size() > MOST_PAIRS ? first + " and " + (pairs.size() - MOST_PAIRS) + " more pairs" : first;
    }

    private static String pair(Pair p) {
        return "cpu " + p.deleter() + " deletes from cpu " + p.base() + " (node " + p.node() + ")"
                + (p.hasThird() ? ", cpu " + p.third() + " interferes" : "");
    }

    /** Returns a word, quoted if a shell needs that. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
