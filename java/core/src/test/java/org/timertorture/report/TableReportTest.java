// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.Attempts;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;

class TableReportTest {

    @Test
    void theFirstLineHasTheVerdictAndBothTrusts() {
        assertEquals(
                "PASS   trust in the verdict: ok   trust in the times: none (emulated)",
                lines(RunResults.of(CellResults.good())).get(0));
    }

    @Test
    void aRowHasRateShareAndTimesOfTheAimedOutcome() {
        List<String> lines = lines(RunResults.of(CellResults.good()));
        assertEquals(
                "timer_delete_sync          running chase    100,000  80%      210      900     30000 ok",
                line(lines, "timer_delete_sync "));
        assertTrue(lines.stream().anyMatch(l -> l.endsWith("ns (emulated)")));
    }

    @Test
    void aSkippedCellSaysWhy() {
        assertEquals(
                "timer_delete_sync          running chase  skipped: removed in 6.1",
                line(
                        lines(RunResults.of(CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1"))),
                        "timer_delete_sync "));
    }

    @Test
    void aViolationIsToldWithItsEvidence() {
        List<String> lines = lines(RunResults.of(CellResults.good().violated("no-overlap")));
        assertTrue(line(lines, "FORBIDDEN").startsWith("FORBIDDEN: no-overlap broken 3 times by timer_delete_sync"));
        assertTrue(lines.contains("  what was seen, in a sentence"));
        assertTrue(line(lines, "timer_delete_sync ").endsWith(" FAIL"));
    }

    @Test
    void aPlantedDefectThatWasCaughtIsOneWord() {
        List<String> lines = lines(RunResults.of(CellResults.planted()));
        assertTrue(line(lines, "broken_no_wait").endsWith("defect caught"));
        assertEquals("oracle: 1/1 planted defects seen", line(lines, "oracle"));
        assertFalse(lines.stream().anyMatch(l -> l.startsWith("FORBIDDEN")));
    }

    @Test
    void aPlantedDefectThatWasNotSeenStandsOut() {
        List<String> lines = lines(RunResults.of(CellResults.planted().sound()));
        assertTrue(line(lines, "broken_no_wait").endsWith("NOT SEEN"));
        assertTrue(lines.get(0).contains("verdict: none"));
    }

    @Test
    void aVacuousCellIsNotOk() {
        assertTrue(line(lines(RunResults.of(CellResults.good().attempts(Attempts.NONE))), "timer_delete_sync ")
                .endsWith("vacuous"));
    }

    @Test
    void aKernelThatEndedLeavesItsLastWords() {
        List<String> lines = lines(RunResults.of(
                new EndingResult("panic", "Kernel panic - not syncing", List.of("a", "last words")),
                CellResults.good().status(CellStatus.CRASHED, "Kernel panic")));
        assertTrue(lines.get(0).startsWith("CRASHED"));
        assertTrue(lines.contains("the kernel ended: panic: Kernel panic - not syncing"));
        assertTrue(lines.contains("  | last words"));
    }

    @Test
    void theHeadlineAndTheCalibrationAreToldInALine() {
        List<String> lines = lines(RunResults.of(
                CellResults.good(),
                CellResults.good().align("none").raced(60, 0, 1_000_000),
                CellResults.good().calibrated(0.912)));
        assertTrue(line(lines, "headline: ").contains("chase 100,000 encounters/s"));
        assertTrue(line(lines, "calibration: ").contains("0.912"));
    }

    @Test
    void noLineIsLongerThanAHundredColumns() {
        String longWord = "x".repeat(300);
        RunResult result = RunResults.of(
                new EndingResult("hang", longWord + " and so on", List.of(longWord)),
                CellResults.good().id(longWord).violated("no-overlap"),
                CellResults.good().primitive(longWord, "native").raced(1, 123_456_789_012L, 923_456_789_012L),
                CellResults.planted().sound().id("an id with words " + longWord),
                CellResults.good().status(CellStatus.SKIPPED, longWord),
                CellResults.good().status(CellStatus.CRASHED, "a reason of many words ".repeat(20)),
                CellResults.good().align("none").raced(60, 0, 1_000_000),
                CellResults.good().calibrated(0.9));
        for (String line : lines(result)) {
            assertTrue(line.length() <= TableReport.WIDTH, line.length() + ": " + line);
        }
    }

    @Test
    void wideShowsMoreColumns() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), true)
                .write(RunResults.of(CellResults.good(), CellResults.planted()));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("p99.9"));
        assertTrue(text.contains("200000"));
        assertTrue(text.contains("what was seen"));
    }

    private static List<String> lines(RunResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), false).write(result);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream().filter(l -> l.startsWith(begin)).findFirst().orElseThrow();
    }
}
