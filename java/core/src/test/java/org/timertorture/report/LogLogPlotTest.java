// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

        List<String> lines = new LogLogPlot(31, 7).lines(Map.of('F', grows, 'G', level));

        assertEquals("     2,560 |                              F", lines.get(0));
        assertEquals("           |                    F", lines.get(2));
        assertEquals(1, lines.get(2).chars().filter(c -> c == 'F').count());
        String lowest = lines.get(6);
        assertTrue(lowest.startsWith("        40 |"), lowest);
        assertEquals(3, lowest.chars().filter(c -> c == 'G').count() - (lowest.charAt(12) == 'G' ? 1 : 0));
        assertTrue(lines.get(8).trim().startsWith("4") && lines.get(8).endsWith("256"), lines.get(8));
    }

    @Test
    void whatHasNoLogarithmIsLeftOut() {
        assertEquals(List.of(), new LogLogPlot(31, 7).lines(Map.of('F', List.of(new Point(0, 1), new Point(1, 0)))));
    }
}
