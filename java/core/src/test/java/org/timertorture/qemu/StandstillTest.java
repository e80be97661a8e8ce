// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandstillTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long QUARTER = SECOND / 4;

    @TempDir
    Path process;

    private long now;
    private long ran;
    private long waited;

    @BeforeEach
    void run() throws IOException {
        say('S');
    }

    private Standstill begin() {
        return new Standstill(process, () -> now);
    }

    private void say(char state) throws IOException {
        Path thread = Files.createDirectories(process.resolve("task/1"));
        Files.writeString(thread.resolve("stat"), "1 (a (b) c) " + state + " 0 0");
        Files.writeString(thread.resolve("schedstat"), ran + " " + waited + " 7\n");
    }

    /** Looks four times a second, as a session does. */
    private double secondsLost(Standstill standstill, int seconds, double running, double waiting, char state)
            throws IOException {
        for (int i = 0; i < 4 * seconds; i++) {
            now += QUARTER;
            ran += (long) (running * QUARTER);
            waited += (long) (waiting * QUARTER);
            say(state);
            standstill.nanos();
        }
        return standstill.nanos() / (double) SECOND;
    }

    @Test
    void aProcessThatIdlesOrSpinsDoesNotStandStill() throws IOException {
        Standstill standstill = begin();
        assertEquals(0, secondsLost(standstill, 10, 0, 0, 'S'));
        assertEquals(0, secondsLost(standstill, 10, 1, 0, 'R'));
    }

    @Test
    void aStoppedProcessStandsStill() throws IOException {
        Standstill standstill = begin();
        assertEquals(15, secondsLost(standstill, 15, 0, 0, 'T'));
        assertEquals(15.25, secondsLost(standstill, 5, 1, 0, 'R'), "the first look after it does not count either");
    }

    @Test
    void aProcessThatWaitsForACpuStandsStillForItsShare() throws IOException {
        assertEquals(7.5, secondsLost(begin(), 10, 0.5, 1.5, 'R'), 0.001);
    }

    @Test
    void aProcessThatGetsNoCpuAtAllStandsStillNearlyAllTheTime() throws IOException {
        say('R');
        assertEquals(9.5, secondsLost(begin(), 10, 0, 0, 'R'), 0.001);
        assertEquals(9.5, secondsLost(begin(), 10, 0, 1, 'R'), 0.001);
    }

    @Test
    void whoDidNotLookStoodStillHimself() throws IOException {
        Standstill standstill = begin();
        now += 20 * SECOND;
        assertEquals(19 * SECOND, standstill.nanos());
    }

    @Test
    void theSilenceOfAProcessThatIsGoneCounts() {
        Standstill standstill = new Standstill(process.resolve("gone"), () -> now);
        now += QUARTER;
        assertEquals(0, standstill.nanos());
    }

    @Test
    void theHostSaysWhatIsReadHere() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            Standstill standstill = new Standstill(Path.of("/proc", Long.toString(sleeper.pid())), () -> now);
            new ProcessBuilder("kill", "-STOP", Long.toString(sleeper.pid()))
                    .start()
                    .waitFor();
            for (int i = 0; i < 100 && standstill.nanos() == 0; i++) {
                Thread.sleep(20);
                now += QUARTER;
            }
            assertTrue(standstill.nanos() >= QUARTER);
        } finally {
            sleeper.destroyForcibly();
        }
    }
}
