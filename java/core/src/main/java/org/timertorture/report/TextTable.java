// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;

/** Lays rows of text in columns of fixed widths. */
final class TextTable {
    private final List<Column> columns;

    TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param width in characters
     * @param right whether its text stands at its right edge
     */
    record Column(String title, int width, boolean right) {

        String lay(String text) {
            String fits = Lines.cut(text, width);
            String padding = " ".repeat(width - fits.length());
            return right ? padding + fits : fits + padding;
        }
    }

    /** Returns a row as several lines if a text must be wrapped within its column. */
    List<String> wrapped(List<String> texts) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            cells.add(
                    column.right()
                            ? List.of(texts.get(i))
                            : Lines.wrap("", texts.get(i), Math.min(2, column.width() - 1), column.width()));
        }
        int most = cells.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < most; line++) {
            int at = line;
            lines.add(row(cells.stream()
                    .map(cell -> at < cell.size() ? cell.get(at) : "")
                    .toList()));
        }
        return lines;
    }

    String titles() {
        return row(columns.stream().map(Column::title).toList());
    }

    String row(List<String> texts) {
        List<String> laid = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            laid.add(columns.get(i).lay(texts.get(i)));
        }
        return String.join(" ", laid).stripTrailing();
    }

    /** Returns the position at which a column begins. */
    int begin(int index) {
        return columns.stream().limit(index).mapToInt(c -> c.width() + 1).sum();
    }

    /** Returns the width of a row. */
    int width() {
        return begin(columns.size()) - 1;
    }
}
