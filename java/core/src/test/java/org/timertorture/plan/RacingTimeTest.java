// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RacingTimeTest {

    @Test
    void timeIsSharedByWeight() throws Exception {
        assertEquals(Map.of(0, 1000L, 1, 3000L), RacingTime.share(cells("{W, weight: 1}", "{W, weight: 3}"), 4));
    }

    @Test
    void skippedCellsTakeNoTime() throws Exception {
        List<Cell> cells =
                List.of(cells("{W}", "{W}").get(0), cells("{W}", "{W}").get(1).skipped("unsafe"));
        assertEquals(Map.of(0, 4000L), RacingTime.share(cells, 4));
    }

    @Test
    void aCellGetsAFifthOfASecondAtLeast() throws Exception {
        assertEquals(Map.of(0, 200L, 1, 200L), RacingTime.share(cells("{W}", "{W}"), 0.4));
        assertRefused(
                0.39,
                "--seconds 0.39 is too little for 2 cells of at least 0.2 s each: 2 * 0.2 s = 0.4 s",
                "{W}",
                "{W}");
    }

    @Test
    void theLeastTotalFollowsTheLightestCell() throws Exception {
        assertRefused(
                0.8,
                "--seconds 0.8 is too little for 2 cells of at least 0.2 s each. They share it by weight, so the lightest"
                        + " gets 2 parts of 9: 0.2 s * 9 / 2 = 0.9 s",
                "{W, weight: 2}",
                "{W, weight: 7}");
        RacingTime.share(cells("{W, weight: 2}", "{W, weight: 7}"), 0.9);
    }

    @Test
    void aCellRunsADayAtMost() {
        assertRefused(86_401, "a day at most", "{W}");
    }

    @Test
    void nothingToRunNeedsNoTime() throws Exception {
        assertEquals(Map.of(), RacingTime.share(List.of(), 0.1));
    }

    private static void assertRefused(double seconds, String expected, String... cells) {
        String message = assertThrows(PlanException.class, () -> RacingTime.share(cells(cells), seconds))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static List<Cell> cells(String... cells) throws Exception {
        String yaml = "cells:\n- " + String.join("\n- ", cells).replace("W", "primitive: timer_delete, scenario: idle");
        return CellExpander.expand(
                        PlanReader.read("test.yaml", "test", new StringReader(yaml)), Catalogues.bookworm(), 1)
                .bind(Topology.even(2, 1));
    }
}
