// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plots lines on two logarithmic axes, each with a letter of its own. */
final class LogLogPlot {
    private static final int AXIS = 10;

    private final String title;
    private final int columns;
    private final int rows;

    /**
     * Creates a plot.
     *
     * @param title of the axis across
     * @param columns of the field in which points lie
     * @param rows of that field
     */
    LogLogPlot(String title, int columns, int rows) {
        this.title = title;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * A point.
     *
     * @param x above 0
     * @param y above 0
     */
    record Point(double x, double y) {}

    /** Returns the plot from its top line down. Letters of points that coincide stand side by side; points not above 0 are left out. */
    List<String> lines(Map<Character, List<Point>> series) {
        List<Point> all = series.values().stream()
                .flatMap(List::stream)
                .filter(LogLogPlot::placed)
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        Scale across = Scale.of(all.stream().mapToDouble(Point::x).toArray(), columns);
        Scale up = Scale.of(all.stream().mapToDouble(Point::y).toArray(), rows);
        char[][] field = new char[rows][columns];
        Arrays.stream(field).forEach(row -> Arrays.fill(row, ' '));
        series.forEach((letter, points) -> points.stream()
                .filter(LogLogPlot::placed)
                .forEach(p -> put(field[rows - 1 - up.place(p.y())], across.place(p.x()), letter)));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String label = row == 0 ? Figures.rate(up.most) : row == rows - 1 ? Figures.rate(up.least) : "";
            lines.add(" ".repeat(AXIS - label.length()) + label + " |" + new String(field[row]).stripTrailing());
        }
        String least = Figures.whole(across.least);
        String most = Figures.whole(across.most);
        lines.add(" ".repeat(AXIS + 1) + "+" + "-".repeat(columns));
        lines.add(" ".repeat(AXIS + 2) + least + centred(title, columns - least.length() - most.length()) + most);
        return lines;
    }

    /** Puts a letter into a row. If its place is taken, the letter goes to the next free place, or to the one before at the end of the row. */
    private static void put(char[] row, int place, char letter) {
        for (int distance = 0; distance < row.length; distance++) {
            for (int column : new int[] {place + distance, place - distance}) {
                if (column >= 0 && column < row.length && row[column] == ' ') {
                    row[column] = letter;
                    return;
                }
            }
        }
    }

    private static String centred(String text, int width) {
        int left = Math.max(1, (width - text.length()) / 2);
        return " ".repeat(left) + text + " ".repeat(Math.max(1, width - left - text.length()));
    }

    private static boolean placed(Point p) {
        return p.x() > 0 && p.y() > 0;
    }

    private record Scale(double least, double most, int places) {
        static Scale of(double[] values, int places) {
            return new Scale(
                    Arrays.stream(values).min().orElseThrow(),
                    Arrays.stream(values).max().orElseThrow(),
                    places);
        }

        int place(double value) {
            double range = Math.log(most / least);
            return range == 0 ? 0 : (int) Math.round((places - 1) * Math.log(value / least) / range);
        }
    }
}
