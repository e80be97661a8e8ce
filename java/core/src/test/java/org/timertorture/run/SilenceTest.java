// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void threeSecondsOfSilenceAreTooLongInTheRace() {
        Silence silence = new Silence(false, 2, 60 * SECOND, 0);
        silence.heard(SECOND);
        assertFalse(silence.tooLong(4 * SECOND));
        assertTrue(silence.tooLong(4 * SECOND + 1));
    }

    @Test
    void aMachineThatPausedBeforeMayPauseLonger() {
        Silence silence = new Silence(false, 2, 60 * SECOND, 0);
        silence.heard(SECOND);
        silence.heard(2 * SECOND);
        assertFalse(silence.tooLong(12 * SECOND));
        assertTrue(silence.tooLong(12 * SECOND + 1));
    }

    @Test
    void halfAMinuteIsTooLongWhateverPauseWasSeen() {
        Silence silence = new Silence(false, 2, 600 * SECOND, 0);
        silence.heard(SECOND);
        silence.heard(26 * SECOND);
        assertFalse(silence.tooLong(56 * SECOND));
        assertTrue(silence.tooLong(56 * SECOND + 1));
    }

    @Test
    void gatheringTheWorkersMayTakeLonger() {
        Silence silence = new Silence(false, 64, 60 * SECOND, 0);
        assertFalse(silence.tooLong((12 + 64) * SECOND));
        assertTrue(silence.tooLong((12 + 64) * SECOND + 1));
    }

    @Test
    void theTeardownMayBeQuietLonger() {
        Silence silence = new Silence(false, 2, 10 * SECOND, 0);
        silence.heard(SECOND);
        silence.stopping(SECOND);
        assertFalse(silence.tooLong(11 * SECOND));
        assertTrue(silence.tooLong(11 * SECOND + 1));
    }

    @Test
    void silenceThatBeganInTheRaceGetsNoTimeForTheTeardown() {
        Silence silence = new Silence(false, 2, 3 * SECOND, 0);
        silence.heard(SECOND);
        assertTrue(silence.tooLong(5 * SECOND));
    }
}
