// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Expectation;

class ForcedOutcomeTest {

    @Test
    void whatTheTrialsThatFollowedTheScriptCameTo() {
        assertEquals(Optional.of(Expectation.Kind.DEFEATED), new ForcedOutcome(100, 99, 0, 0, 1).kind());
        assertEquals(Optional.of(Expectation.Kind.HOLDS), new ForcedOutcome(100, 0, 100, 0, 0).kind());
        assertEquals(Optional.of(Expectation.Kind.HUNG), new ForcedOutcome(3, 0, 0, 3, 0).kind());
        assertEquals(Optional.empty(), new ForcedOutcome(100, 50, 50, 0, 0).kind());
    }

    @Test
    void mostLostIsLost() {
        assertEquals(Optional.of(Expectation.Kind.LOST), new ForcedOutcome(3, 1, 0, 0, 2).kind());
        assertEquals(Optional.of(Expectation.Kind.LOST), new ForcedOutcome(0, 0, 0, 0, 0).kind());
    }

    @Test
    void itsWordsSayHowOften() {
        assertEquals("defeated 99 of 100", new ForcedOutcome(100, 99, 0, 0, 1).words());
        assertEquals("50 defeated, 49 held, 0 hung, 1 lost", new ForcedOutcome(100, 50, 49, 0, 1).words());
    }
}
