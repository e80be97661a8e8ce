// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.words.PrimitiveName;

/** Prints the history of timer deletion: each algorithm, its cost on this machine, and what ended it. */
public final class HistoryReport {
    private static final double KHZ_NS = 1e6;
    private static final int INDENT = 3;
    private static final String NULL_MODEL = "hist_null";
    private static final String NONE = "-";
    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("", 2, false),
            new TextTable.Column("since", 14, false),
            new TextTable.Column("algorithm", 26, false),
            new TextTable.Column("", 9, true),
            new TextTable.Column("", 9, true),
            new TextTable.Column("", 9, true),
            new TextTable.Column("", 9, true)));

    private final PrintStream out;
    private final boolean wide;
    private final Emphasis emphasis;

    /**
     * Creates a report.
     *
     * @param wide whether to show all reasons
     * @param emphasis makes the verdict stand out
     */
    public HistoryReport(PrintStream out, boolean wide, Emphasis emphasis) {
        this.out = out;
        this.wide = wide;
        this.emphasis = emphasis;
    }

    /** Prints the page. Costs stand at the fewest and the most slots that the models ran with. */
    public void write(RunResult result) {
        SummaryReport summary = new SummaryReport(out, wide, emphasis);
        summary.heading(result);
        out.println();
        int few = slots(result).min().orElse(0);
        int many = slots(result).max().orElse(0);
        titles(few, many);
        DeletionHistory.shipped().ideas().forEach(e -> entry(e, result, few, many));
        out.println();
        wrapped(
                "",
                "Costs are medians of deleting a pending timer that another CPU armed"
                        + (result.environment().emulated()
                                ? ", on an emulated CPU: compare them only with each other"
                                : "")
                        + ". A slot stands for a CPU of the model's machine; the kernel's own calls have none.");
        cost(result, NULL_MODEL, few)
                .ifPresent(c -> wrapped(
                        "",
                        "All costs include what measuring itself takes: " + c.p50() + " ns, "
                                + cycles(c, result.environment()) + " cycles (" + NULL_MODEL + ")."));
        wrapped("", "'run NAME' with a name in brackets shows that race.");
        summary.reasons(result.trust());
        new FindingsReport(out, wide).write(result.cells());
        summary.ending(result.ending());
    }

    private void titles(int few, int many) {
        out.println(TABLE.row(List.of("", "", "", "", "median ns", "", "cycles")));
        String first = few == 0 ? "" : few + " slots";
        String second = many == few ? "" : many + " slots";
        out.println(TABLE.row(List.of("", "since", "algorithm", first, second, first, second)));
    }

    private void entry(DeletionHistory.Idea entry, RunResult result, int few, int many) {
        Environment e = result.environment();
        boolean here = e.kernelRelease() != null && entry.isOf(e.kernelRelease());
        Optional<LatencySummary> atFew =
                here && entry.primitive() != null ? cost(result, entry.primitive(), few) : Optional.empty();
        Optional<LatencySummary> atMany = here && entry.primitive() != null && many != few
                ? modelCost(result, entry.primitive(), many)
                : Optional.empty();
        out.println(TABLE.row(List.of(
                entry.letter(),
                entry.era(),
                entry.primitive() == null ? "" : name(result, entry.primitive()),
                atFew.map(c -> Figures.whole(c.p50())).orElse(NONE),
                atMany.map(c -> Figures.whole(c.p50())).orElse(NONE),
                atFew.map(c -> cycles(c, e)).orElse(NONE),
                atMany.map(c -> cycles(c, e)).orElse(NONE))));
        wrapped("   ", entry.idea());
        String scenarios = entry.defeats().isEmpty() ? "" : " (" + String.join(", ", entry.defeats()) + ")";
        wrapped("   ended by: ", entry.ended() + scenarios);
    }

    private static IntStream slots(RunResult result) {
        return result.cells().stream()
                .mapToInt(c -> c.settings().model().slots())
                .filter(n -> n > 0);
    }

    private static String name(RunResult result, String primitive) {
        return result.cells().stream()
                .filter(c -> c.primitive().equals(primitive))
                .findFirst()
                .map(c -> PrimitiveName.of(c.kernelName(), primitive))
                .orElse(primitive);
    }

    /** Returns the cost of a model with that many slots, or of a call that has no slots. */
    private static Optional<LatencySummary> cost(RunResult result, String primitive, int slots) {
        return modelCost(result, primitive, slots).or(() -> modelCost(result, primitive, 0));
    }

    private static Optional<LatencySummary> modelCost(RunResult result, String primitive, int slots) {
        return result.cells().stream()
                .filter(c -> c.primitive().equals(primitive)
                        && c.status() == CellStatus.RAN
                        && c.settings().model().slots() == slots)
                .map(CellResult::aimed)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String cycles(LatencySummary cost, Environment environment) {
        return environment.clock() == null
                ? NONE
                : Figures.whole(cost.p50() * environment.clock().khz() / KHZ_NS);
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, INDENT, TableReport.WIDTH).forEach(out::println);
    }
}
