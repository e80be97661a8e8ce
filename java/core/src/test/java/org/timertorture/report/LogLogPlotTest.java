// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.timertorture.report.LogLogPlot.Point;

class LogLogPlotTest {

    @Test
    void aCostThatGrowsWithTheSlotsIsADiagonalAndOneThatDoesNotIsLevel() {
        List<Point> grows =
                Stream.of(4, 16, 64, 256).map(n -> new Point(n, 10 * n)).toList();
        List<Point> level = Stream.of(4, 16, 64, 256).map(n -> new Point(n, 40)).toList();

        List<String> lines = new LogLogPlot("slots, log scale", 31, 7).lines(inOrder('F', grows, 'G', level));

        assertEquals("     2,560 |                              F", lines.get(0));
        assertEquals("           |                    F", lines.get(2));
        assertEquals(1, lines.get(2).chars().filter(c -> c == 'F').count());
        String lowest = lines.get(6);
        assertTrue(lowest.startsWith("        40 |"), lowest);
        assertEquals(4, lowest.chars().filter(c -> c == 'G').count());
        assertTrue(lines.get(8).trim().startsWith("4") && lines.get(8).endsWith("256"), lines.get(8));
        assertTrue(lines.get(8).contains("slots, log scale"), lines.get(8));
    }

    @Test
    void lettersThatCoincideStandSideBySide() {
        List<Point> same = List.of(new Point(4, 40), new Point(256, 80));
        List<String> lines = new LogLogPlot("", 31, 7).lines(inOrder('A', same, 'B', same));
        assertEquals("        80 |" + " ".repeat(30 - 1) + "BA", lines.get(0));
        assertEquals("        40 |AB", lines.get(6));
    }

    private static Map<Character, List<Point>> inOrder(char a, List<Point> of, char b, List<Point> ofB) {
        Map<Character, List<Point>> series = new LinkedHashMap<>();
        series.put(a, of);
        series.put(b, ofB);
        return series;
    }

    @Test
    void whatHasNoLogarithmIsLeftOut() {
        assertEquals(
                List.of(), new LogLogPlot("", 31, 7).lines(Map.of('F', List.of(new Point(0, 1), new Point(1, 0)))));
    }
}
