// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLinesTest {
    private static final String CELL = "cell 4 of 12: 30,630 races/s, hit 33%, running/timer_delete/chase/remote";

    @Test
    void aRunShowsHowFarItIsAndWhatRaces() {
        assertEquals(
                List.of("racing [====================                    ] 50 %, about 5 s left", CELL),
                LiveLines.of("racing", CELL, 5_000, 10_000, Duration.ofSeconds(5), 100));
    }

    @Test
    void workOfUnknownLengthShowsHowLongItHasTaken() {
        assertEquals(List.of("booting 6.1, 7 s"), LiveLines.of("booting 6.1", "", 0, 0, Duration.ofSeconds(7), 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 80, 132})
    void noLineReachesTheLastColumn(int width) {
        for (String line : LiveLines.of("racing", CELL, 5_000, 10_000, Duration.ofSeconds(5), width)) {
            assertTrue(line.length() <= Math.max(1, width - 1), line);
        }
    }
}
