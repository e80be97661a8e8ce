// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;

/** Twenty-five years on a page: what each idea was, what it costs here, and what ended it. */
public final class HistoryReport {
    private static final double KHZ_NS = 1e6;
    private static final int INDENT = 3;
    private static final String NULL_MODEL = "hist_null";
    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("", 2, false),
            new TextTable.Column("since", 14, false),
            new TextTable.Column("", 26, false),
            new TextTable.Column("p50 ns", 8, true),
            new TextTable.Column("cycles", 8, true)));

    private final PrintStream out;
    private final boolean wide;

    /**
     * A report.
     *
     * @param wide whether to show all reasons
     */
    public HistoryReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    public void write(RunResult result) {
        SummaryReport summary = new SummaryReport(out, wide);
        summary.heading(result);
        out.println();
        out.println(TABLE.titles());
        Story.shipped().entries().forEach(e -> entry(e, result));
        out.println();
        cost(result, NULL_MODEL)
                .ifPresent(
                        c -> wrapped("null model: ", figure(c, result.environment()) + "; it is in all costs above"));
        wrapped(
                "",
                "Costs are of a pending timer that another CPU armed"
                        + (result.environment().emulated()
                                ? ", on an emulated CPU: compare them with each other only"
                                : "")
                        + ". 'run NAME' with a name in brackets shows that race.");
        summary.reasons(result.trust());
        new FindingsReport(out, wide).write(result.cells());
        summary.ending(result.ending());
    }

    private void entry(Story.Entry entry, RunResult result) {
        Environment e = result.environment();
        boolean here = e.kernelRelease() != null && entry.isOf(e.kernelRelease());
        Optional<LatencySummary> cost =
                here && entry.primitive() != null ? cost(result, entry.primitive()) : Optional.empty();
        out.println(TABLE.row(List.of(
                entry.letter(),
                entry.era(),
                entry.primitive() == null ? "" : entry.primitive(),
                cost.map(c -> String.format(Locale.ROOT, "%,d", c.p50())).orElse("-"),
                cost.map(c -> cycles(c, e)).orElse("-"))));
        wrapped("   ", entry.idea());
        String scenarios = entry.defeats().isEmpty() ? "" : " (" + String.join(", ", entry.defeats()) + ")";
        wrapped("   ended by: ", entry.ended() + scenarios);
    }

    private static Optional<LatencySummary> cost(RunResult result, String primitive) {
        return result.cells().stream()
                .filter(c -> c.primitive().equals(primitive) && c.status() == CellStatus.RAN)
                .map(CellResult::aimed)
                .filter(l -> l != null)
                .findFirst();
    }

    private static String figure(LatencySummary cost, Environment environment) {
        return cost.p50() + " ns, " + cycles(cost, environment) + " cycles";
    }

    private static String cycles(LatencySummary cost, Environment environment) {
        return environment.clock() == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%,d",
                        Math.round(cost.p50() * environment.clock().khz() / KHZ_NS));
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, INDENT, TableReport.WIDTH).forEach(out::println);
    }
}
