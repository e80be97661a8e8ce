// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A small plot on two logarithmic axes, a letter a line. */
final class LogLogPlot {
    private static final int AXIS = 10;

    private final int columns;
    private final int rows;

    /**
     * A plot.
     *
     * @param columns of the field in which points lie
     * @param rows likewise
     */
    LogLogPlot(int columns, int rows) {
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

    /** The plot from its top line down; where several lines cross, the first one is seen. Points not above 0 are left out. */
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
                .forEach(p -> {
                    char[] row = field[rows - 1 - up.place(p.y())];
                    if (row[across.place(p.x())] == ' ') {
                        row[across.place(p.x())] = letter;
                    }
                }));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String label = row == 0 ? Figures.rate(up.most) : row == rows - 1 ? Figures.rate(up.least) : "";
            lines.add(" ".repeat(AXIS - label.length()) + label + " |" + new String(field[row]).stripTrailing());
        }
        String least = Figures.rate(across.least);
        String most = Figures.rate(across.most);
        lines.add(" ".repeat(AXIS + 1) + "+" + "-".repeat(columns));
        lines.add(" ".repeat(AXIS + 2)
                + least
                + " ".repeat(Math.max(1, columns - least.length() - most.length()))
                + most);
        return lines;
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
