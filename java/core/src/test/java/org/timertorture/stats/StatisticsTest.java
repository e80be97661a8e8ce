// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.Headline;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;

class StatisticsTest {

    /** The table holds half the 95 % quantile of chi-squared with 2k+2 degrees of freedom. */
    @ParameterizedTest
    @CsvSource({"0,2.9957", "1,4.7439", "2,6.2958", "5,10.5130", "10,16.9622", "100,118.0790"})
    void thePoissonBoundMatchesTheTable(long events, double bound) {
        assertEquals(bound, PoissonBound.upper(events, 0.95), bound * 1e-4);
    }

    @Test
    void theApproximationForManyEventsJoinsTheExactBound() {
        double below = PoissonBound.upper(1_000, 0.95);
        double above = PoissonBound.upper(1_001, 0.95);
        assertEquals(1, above - below, 0.1);
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertEquals(3, Median.of(List.of(9.0, 3.0, 1.0)));
        assertEquals(2, Median.of(List.of(3.0, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> Median.of(List.of()));
    }

    @Test
    void theHeadlineComparesTheMedianOfTheChaseWithTheUpperBoundOfTheOtherEngine() {
        List<CellResult> cells = new ArrayList<>();
        for (long encounters : new long[] {100_000, 300_000, 200_000}) {
            cells.add(
                    CellResults.good().raced(1, encounters, encounters * 5 / 4).make());
        }
        cells.add(CellResults.good().align(Align.NONE).raced(60, 0, 1_000_000).make());
        cells.add(CellResults.good().align(Align.SPIN).raced(10, 100, 2_000).make());

        Headline headline = HeadlineFinder.find(cells).orElseThrow();

        assertEquals(3, headline.chaseRuns());
        assertEquals(200_000, headline.chasePerSecond());
        assertEquals(0.8, headline.chaseShareMet(), 1e-9);
        assertEquals(
                List.of(Align.SPIN, Align.NONE),
                headline.against().stream().map(Headline.Against::align).toList());
        Headline.Against none = headline.against().get(1);
        assertEquals(2.9957 / 60, none.upperPerSecond(), 1e-5);
        assertEquals(200_000 / (2.9957 / 60), none.ratio(), 100);
        Headline.Against spin = headline.against().get(0);
        assertEquals(100, spin.encounters());
        assertTrue(spin.ratio() < 200_000 / 10.0, "the bound is above the rate that was seen");
    }

    @Test
    void thereIsNoHeadlineWithoutBothEnginesOnTheSameWork() {
        CellResult chase = CellResults.good().make();
        CellResult other = CellResults.good()
                .primitive("timer_delete", Kind.NATIVE)
                .align(Align.NONE)
                .make();
        assertEquals(Optional.empty(), HeadlineFinder.find(List.of(chase)));
        assertEquals(Optional.empty(), HeadlineFinder.find(List.of(chase, other)));
        assertTrue(HeadlineFinder.find(List.of()).isEmpty());
    }
}
