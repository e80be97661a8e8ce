// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLinesTest {
    private static final String CELL = "cell 4 of 12: 30,630 races/s, hit 33%, running/timer_delete/chase/remote";

    private static List<String> lines(String what, long done, long total, int width) {
        try (LiveLines view = new LiveLines(what, 0, total, Duration.ofSeconds(5), width)) {
            return view.at(done, CELL);
        }
    }

    @Test
    void aRunShowsHowFarItIsAndWhatRaces() {
        List<String> lines = lines("racing", 5_000, 10_000, 100);
        assertTrue(lines.get(0).matches("racing +50% \\[=+>? +\\] +50/100 .*"), lines.get(0));
        assertEquals(CELL, lines.get(1));
    }

    /** The library draws in a thread of its own, too. No order of the two may leave the first line empty. */
    @RepeatedTest(300)
    void workOfUnknownLengthIsNamed() {
        String first = lines("booting 6.1", 0, 0, 100).get(0);
        assertTrue(first.startsWith("booting 6.1"), first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 80, 132})
    void noLineReachesTheLastColumn(int width) {
        for (String line : lines("racing", 5_000, 10_000, width)) {
            assertTrue(line.length() <= Math.max(1, width - 1), line);
        }
    }
}
