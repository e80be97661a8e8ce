// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixState;
import org.timertorture.matrix.RowSummary;
import org.timertorture.result.TrustLevel;

/**
 * Prints a matrix for a person at a terminal: a summary line, a line for each kernel, then blocks of kernels by cells.
 */
public final class MatrixTableReport {
    private static final int MOST_REASONS = 3;

    private final PrintStream out;
    private final boolean wide;
    private final Emphasis emphasis;

    /**
     * Creates a report.
     *
     * @param wide whether to show spreads and all reasons
     * @param emphasis makes the verdict stand out
     */
    public MatrixTableReport(PrintStream out, boolean wide, Emphasis emphasis) {
        this.out = out;
        this.wide = wide;
        this.emphasis = emphasis;
    }

    /**
     * Prints the runs so far.
     *
     * @param exit the exit code of the matrix
     * @param wallSeconds duration of the matrix so far
     */
    public void write(MatrixState state, MatrixGrid grid, ExitCode exit, double wallSeconds) {
        RowLabels labels = new RowLabels(state.rows());
        String word = VerdictLine.word(exit);
        out.println(emphasis.of(VerdictLine.tone(exit), word) + firstLine(state, grid, wallSeconds));
        grid.worst().ifPresent(row -> wrapped("worst: ", labels.of(row.row()) + " (" + word(row) + ")"));
        wrapped("", setting(state, grid, labels));
        out.println();
        summaries(grid, labels);
        new CellBlocks(out, grid, labels, wide).print();
        if (!grid.columns().isEmpty()) {
            out.println();
            wrapped(
                    "",
                    "hit: share of the handlers that a deletion overlapped. p50, p99: "
                            + (grid.emulated() ? "emulated " : "") + "ns of the calls that the scenario is about.");
        }
        lacks(grid, labels);
        if (state.repeat() > 1 && !grid.columns().isEmpty()) {
            out.println();
            wrapped(
                    "",
                    "Repeats are merged into the worst result and the medians of hit, p50 and p99"
                            + (wide ? ", with their ranges." : "; --wide shows the ranges."));
        }
    }

    private static String firstLine(MatrixState state, MatrixGrid grid, double wallSeconds) {
        int planned = state.runs().size();
        String left = grid.runs() == planned ? "" : ", " + (planned - grid.runs()) + " not run yet";
        return "   " + grid.asExpected() + " of " + count(planned, "run") + " as expected" + left + "   "
                + duration(wallSeconds);
    }

    private static String setting(MatrixState state, MatrixGrid grid, RowLabels labels) {
        return state.plan().name() + ", " + Figures.seconds(state.plan().seconds()) + " of racing a run, "
                + count(state.kernels().size(), "kernel")
                + labels.shape().map(s -> ", " + s).orElse("")
                + (state.repeat() > 1 ? ", " + state.repeat() + " repeats" : "") + ", " + state.accel()
                + (grid.emulated() ? " (emulated)" : "") + ", seed " + state.seed();
    }

    private void summaries(MatrixGrid grid, RowLabels labels) {
        TextTable table = new TextTable(List.of(
                new TextTable.Column("kernel", labels.width(), false),
                new TextTable.Column("as expected", 11, true),
                new TextTable.Column(" verdict", 12, false),
                new TextTable.Column("trust", 8, false),
                new TextTable.Column("defects seen", 12, true),
                new TextTable.Column("boot", 7, true),
                new TextTable.Column("run", 7, true)));
        out.println(table.titles());
        for (RowSummary row : grid.rows()) {
            out.println(table.row(List.of(
                    labels.of(row.row()),
                    row.asExpected() + "/" + row.runs(),
                    " " + word(row),
                    row.trust().map(TrustLevel::label).orElse("-"),
                    row.defectsPlanted() == 0 ? "-" : row.defectsSeen() + "/" + row.defectsPlanted(),
                    row.bootSeconds().map(s -> Figures.seconds(s.median())).orElse("-"),
                    row.wallSeconds().map(s -> Figures.seconds(s.median())).orElse("-"))));
            reasons(row);
        }
    }

    private void reasons(RowSummary row) {
        int left = wide ? Integer.MAX_VALUE : MOST_REASONS;
        for (RowSummary.Reason reason : row.reasons()) {
            if (left-- == 0) {
                out.println("  - and " + (row.reasons().size() - MOST_REASONS) + " more (--wide shows all)");
                break;
            }
            String times = reason.runs() > 1 ? " (" + reason.runs() + " runs)" : "";
            wrapped("  - ", reason.text() + times);
        }
        row.reasons().stream()
                .map(RowSummary.Reason::console)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(console -> wrapped("    ", "console: " + console));
    }

    private void lacks(MatrixGrid grid, RowLabels labels) {
        if (grid.lacks().isEmpty()) {
            return;
        }
        out.println();
        grid.lacks()
                .forEach((lack, rows) -> wrapped(
                        "n/a: ",
                        lack.what() + ": " + lack.reason() + " ("
                                + (rows.size() == grid.rows().size() && rows.size() > 1
                                        ? "all rows"
                                        : String.join(
                                                ", ",
                                                rows.stream().map(labels::of).toList()))
                                + ")"));
    }

    private static String word(RowSummary row) {
        if (row.runs() == 0) {
            return "-";
        }
        return row.worst() == ExitCode.ENVIRONMENT && row.trust().isEmpty() ? "NOT RUN" : VerdictLine.word(row.worst());
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? Figures.seconds(seconds)
                : String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60);
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, Math.max(2, head.length()), wide ? Integer.MAX_VALUE : TableReport.WIDTH)
                .forEach(out::println);
    }
}
