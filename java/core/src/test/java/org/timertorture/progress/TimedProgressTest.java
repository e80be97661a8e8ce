// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TimedProgressTest {
    private final List<String> painted = new CopyOnWriteArrayList<>();
    private final Painter painter = new Painter() {
        @Override
        public void paint(String what, String doing, long done, long total, Duration elapsed) {
            painted.add(what + " " + done + "/" + total);
        }

        @Override
        public void end(String what, Duration elapsed) {
            painted.add(what + " ended");
        }
    };

    @Test
    void shortWorkIsNotShown() {
        try (TimedProgress progress = new TimedProgress(painter);
                Progress.Step step = progress.begin("short", 10)) {
            step.at(5);
        }
        assertEquals(List.of(), painted);
    }

    @Test
    void longWorkIsShownAfterTwoSecondsEvenIfItReportsNoProgress() throws Exception {
        long begun = System.nanoTime();
        try (TimedProgress progress = new TimedProgress(painter);
                Progress.Step step = progress.begin("long", 0)) {
            while (painted.isEmpty()) {
                Thread.sleep(20);
            }
            step.at(0);
        }
        assertTrue(System.nanoTime() - begun >= 1_900_000_000L);
        assertEquals("long 0/0", painted.get(0));
        assertEquals("long ended", painted.get(painted.size() - 1));
    }

    @Test
    void aLogGetsSparseLines() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LogPainter log = new LogPainter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (int second = 2; second < 60; second++) {
            log.paint("downloading", "", second, 60, Duration.ofSeconds(second));
        }
        log.end("downloading", Duration.ofSeconds(60));

        assertEquals(
                List.of(
                        "downloading: 3 %",
                        "downloading: 20 %, about 48 s left",
                        "downloading: 45 %, about 33 s left",
                        "downloading: 83 %, about 10 s left",
                        "downloading: took 60 s"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void aLogSaysWhatIsBeingDone() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LogPainter log = new LogPainter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        log.paint("racing", "cell 2 of 9, 40 races/s", 3, 60, Duration.ofSeconds(2));
        assertEquals("racing: 5 %; cell 2 of 9, 40 races/s\n", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void workOfUnknownLengthShowsNoPercentage() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LogPainter log = new LogPainter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        log.paint("booting", "", 0, 0, Duration.ofSeconds(2));
        log.paint("booting", "", 0, 0, Duration.ofSeconds(12));
        assertEquals(
                List.of("booting ...", "booting, 12 s"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void itSaysOnRequestWhatIsInProgress() {
        try (TimedProgress progress = new TimedProgress(Painter.BLANK)) {
            assertEquals("nothing is in progress", progress.state());
            Progress.Step racing = progress.begin("racing", 200);
            racing.at(68);
            racing.doing("cell 4 of 12");
            assertEquals("racing: 34 %; cell 4 of 12", progress.state());
            racing.close();
            assertEquals("nothing is in progress", progress.state());
        }
    }
}
