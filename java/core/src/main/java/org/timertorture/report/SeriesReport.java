// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.RunResult;
import org.timertorture.series.CellChange;
import org.timertorture.series.SeriesRow;

/** Prints a series for a person at a terminal: a row for each commit, and below it the cells that it changed. */
public final class SeriesReport {
    private static final int MOST_CHANGES = 5;

    private final PrintStream out;
    private final boolean wide;

    /**
     * Creates a report.
     *
     * @param wide whether to show all changes
     */
    public SeriesReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    /**
     * Prints the commits so far, the oldest first.
     *
     * @param exit the exit code of the series
     */
    public void write(String plan, String range, List<SeriesRow> rows, ExitCode exit) {
        long good = rows.stream().filter(row -> row.exit() == ExitCode.OK).count();
        out.println(VerdictLine.word(exit) + "   " + good + " of " + rows.size() + " commits as expected   plan " + plan
                + " on " + range);
        out.println();
        TextTable table = new TextTable(List.of(
                new TextTable.Column("commit", 12, false),
                new TextTable.Column("verdict", 11, false),
                new TextTable.Column("changed cells", 13, true),
                new TextTable.Column("subject", wide ? 200 : 60, false)));
        out.println(table.titles());
        Optional<SeriesRow> before = Optional.empty();
        for (SeriesRow row : rows) {
            List<CellChange> changes = changes(before, row);
            out.println(table.row(List.of(
                    row.commit(),
                    row.result().isPresent() ? VerdictLine.word(row.exit()) : "NOT RUN",
                    row.result().isEmpty() || before.isEmpty() ? "-" : String.valueOf(changes.size()),
                    row.subject())));
            below(row, changes);
            before = row.result().isPresent() ? Optional.of(row) : before;
        }
    }

    private void below(SeriesRow row, List<CellChange> changes) {
        if (row.result().isEmpty()) {
            wrapped(row.reason());
        }
        int most = wide ? changes.size() : MOST_CHANGES;
        changes.stream()
                .limit(most)
                .forEach(change -> wrapped(change.cell() + ": "
                        + change.before().words() + ", now " + change.after().words()));
        if (changes.size() > most) {
            out.println("  - and " + (changes.size() - most) + " more (--wide shows all)");
        }
    }

    private static List<CellChange> changes(Optional<SeriesRow> before, SeriesRow row) {
        Optional<RunResult> earlier = before.flatMap(SeriesRow::result);
        return earlier.isEmpty() || row.result().isEmpty()
                ? List.of()
                : CellChange.between(earlier.get(), row.result().get());
    }

    private void wrapped(String text) {
        Lines.wrap("  - ", text, 4, wide ? Integer.MAX_VALUE : TableReport.WIDTH)
                .forEach(out::println);
    }
}
