// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Expectation;
import org.timertorture.uapi.ModelCounter;

class ForcedOutcomeTest {

    @Test
    void theOutcomeIsThatOfTheTrialsThatFollowedTheScript() {
        assertEquals(
                Optional.of(Expectation.Kind.DEFEATED),
                outcome(100, 99, 0, 0, 1).kind());
        assertEquals(
                Optional.of(Expectation.Kind.HOLDS), outcome(100, 0, 100, 0, 0).kind());
        assertEquals(Optional.of(Expectation.Kind.HUNG), outcome(3, 0, 0, 3, 0).kind());
        assertEquals(Optional.empty(), outcome(100, 50, 50, 0, 0).kind());
    }

    @Test
    void mostTrialsLostMeansLost() {
        assertEquals(Optional.of(Expectation.Kind.LOST), outcome(3, 1, 0, 0, 2).kind());
        assertEquals(Optional.of(Expectation.Kind.LOST), outcome(0, 0, 0, 0, 0).kind());
    }

    @Test
    void itsSummaryStatesHowOften() {
        assertEquals("defeated 99 of 100", outcome(100, 99, 0, 0, 1).words());
        assertEquals(
                "50 defeated, 49 held, 0 hung, 1 lost",
                outcome(100, 50, 49, 0, 1).words());
    }

    private static ForcedOutcome outcome(long trials, long defeated, long holds, long hung, long lost) {
        return new ForcedOutcome(Map.of(
                ModelCounter.TRIALS, trials,
                ModelCounter.DEFEATED, defeated,
                ModelCounter.HOLDS, holds,
                ModelCounter.HUNG, hung,
                ModelCounter.LOST, lost));
    }
}
