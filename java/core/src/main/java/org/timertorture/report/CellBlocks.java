// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.timertorture.judge.CellOutcome;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixGrid.Column;
import org.timertorture.matrix.MergedCell;
import org.timertorture.matrix.RowSummary;
import org.timertorture.matrix.Spread;

/** Prints kernels down and cells across, in blocks of as many cells as a line holds. */
final class CellBlocks {
    private static final int WIDE_WIDTH = 160;
    private static final String GAP = "  ";
    private static final TextTable.Column STATUS = new TextTable.Column("", 7, false);

    private final PrintStream out;
    private final MatrixGrid grid;
    private final RowLabels labels;
    private final boolean wide;
    private final TextTable table;
    private final int width;

    CellBlocks(PrintStream out, MatrixGrid grid, RowLabels labels, boolean wide) {
        this.out = out;
        this.grid = grid;
        this.labels = labels;
        this.wide = wide;
        int figure = wide ? 16 : 4;
        List<TextTable.Column> figures = List.of(
                STATUS,
                new TextTable.Column("hit", figure, true),
                new TextTable.Column("p50", figure, true),
                new TextTable.Column("p99", figure, true));
        this.table = new TextTable(figures);
        this.width = table.width();
    }

    void print() {
        List<Column> columns = grid.columns();
        int line = wide ? WIDE_WIDTH : TableReport.WIDTH;
        int across = Math.max(1, (line - labels.width()) / (width + GAP.length()));
        for (int first = 0; first < columns.size(); first += across) {
            block(columns.subList(first, Math.min(columns.size(), first + across)));
        }
    }

    private void block(List<Column> columns) {
        out.println();
        line("", columns.stream().map(Column::primitive).toList());
        line(
                grid.emulated() ? "ns, emulated" : "ns",
                columns.stream().map(Column::setting).toList());
        List<String> apart = columns.stream().map(this::apart).toList();
        if (!apart.stream().allMatch(String::isEmpty)) {
            line("", apart);
        }
        line("", columns.stream().map(column -> table.titles()).toList());
        for (RowSummary row : grid.rows()) {
            if (row.runs() > 0) {
                line(
                        labels.of(row.row()),
                        columns.stream()
                                .map(column ->
                                        row.cell(column.id()).map(this::cell).orElse("-"))
                                .toList());
            }
        }
    }

    /** Returns what sets a cell apart from others of the same primitive and setting; empty if there are no others. */
    private String apart(Column column) {
        long alike = grid.columns().stream()
                .filter(c ->
                        c.primitive().equals(column.primitive()) && c.setting().equals(column.setting()))
                .count();
        return alike < 2 ? "" : column.variant();
    }

    private void line(String label, List<String> texts) {
        StringBuilder line = new StringBuilder(new TextTable.Column("", labels.width(), false).lay(label));
        for (String text : texts) {
            line.append(GAP).append(new TextTable.Column("", width, false).lay(text));
        }
        out.println(line.toString().stripTrailing());
    }

    private String cell(MergedCell cell) {
        return table.row(List.of(
                word(cell.outcome()),
                figure(cell.shareMet(), Figures::percent),
                figure(cell.p50(), Figures::brief),
                figure(cell.p99(), Figures::brief)));
    }

    /** Returns the median and, if there is room, the range. */
    private String figure(Optional<Spread> spread, DoubleFunction<String> text) {
        if (spread.isEmpty()) {
            return "";
        }
        Spread s = spread.get();
        return text.apply(s.median())
                + (wide && s.least() < s.most() ? " (" + text.apply(s.least()) + "-" + text.apply(s.most()) + ")" : "");
    }

    /** Returns a word that fits into a column. Words for bad outcomes stand out. */
    private static String word(CellOutcome outcome) {
        return switch (outcome) {
            case CRASHED -> "CRASHED";
            case FAILED -> "FAIL";
            case DEFECT_UNSEEN -> "UNSEEN";
            case VACUOUS -> "vacuous";
            case NOT_REACHED -> "not run";
            case KNOWN -> "KNOWN";
            case ARMED_AGAIN -> "armed";
            case AS_EXPECTED, INTERESTING, OK -> "ok";
            case DEFECT_CAUGHT -> "caught";
            case SKIPPED -> "n/a";
        };
    }
}
