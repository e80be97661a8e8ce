// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.timertorture.grade.Grade;
import org.timertorture.plan.Expectation;
import org.timertorture.plan.Placement;
import org.timertorture.result.Attempts;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.ModelRuns;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.Timeline;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Arming;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.PairSpan;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

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
                List.of(
                        "                                                                (emulated)",
                        "primitive         scenario        races/s  hit   p50 ns   p99 ns    max ns result",
                        "timer_delete_sync running chase   100,000  80%      210      900    30,000 ok",
                        "",
                        "races/s, hit: deletions that overlapped their timer's handler, and their share of all handlers.",
                        "Times are of these calls; of all calls in rows without races/s; of the kernel's work in expire."),
                lines.subList(3, 9));
    }

    @Test
    void aTournamentIsShownByDistanceAndFromNodeToNode() {
        PairSpan near = new PairSpan(0, 0, 10);
        PairSpan far = new PairSpan(1, 0, 20);
        RunResult run = RunResults.on(
                List.of(List.of(10, 20), List.of(20, 10)),
                CellResults.good().round(List.of(CellResults.between(0, 1, near, 100))),
                CellResults.good()
                        .round(List.of(CellResults.between(0, 2, far, 400), CellResults.between(1, 3, far, 600))));
        List<String> lines = lines(run);
        int at = lines.indexOf("timer_delete_sync in running, every two CPUs once, medians by distance:");
        assertTrue(at > 0, String.join("\n", lines));
        assertEquals(
                List.of(
                        "distance pairs    p50 ns",
                        "      10     1       100",
                        "      20     2       500",
                        "",
                        "The same in ns, from the node of the timer (a row) to the node of the other CPU (a column):",
                        "node            0        1",
                        "0             100      500",
                        "1               -        -"),
                lines.subList(at + 1, at + 9));
        assertTrue(lines.stream().noneMatch(line -> line.contains("all-pairs")), "rounds have no rows");
    }

    @Test
    void onAMachineWithNodesARowSaysWhereItsPairIs() {
        String all = String.join(
                        " ",
                        lines(RunResults.on(
                                List.of(List.of(10, 20), List.of(20, 10)),
                                CellResults.good()
                                        .round(List.of(CellResults.between(0, 1, new PairSpan(0, 0, 10), 400)))
                                        .placement(Placement.SAME_NODE),
                                CellResults.good()
                                        .round(List.of(CellResults.between(0, 6, new PairSpan(1, 0, 20), 400)))
                                        .placement(Placement.CROSS_NODE))))
                .replaceAll("\\s+", " ");
        assertTrue(all.contains("same-node, 0→1, 100,000 80% 210 900 30,000 ok distance 10"), all);
        assertTrue(all.contains("cross-node, 0→6, 100,000 80% 210 900 30,000 ok distance 20"), all);
    }

    @Test
    void theFirstWordIsWhatCounts() {
        assertTrue(lines(RunResults.of(CellResults.good().attempts(Attempts.NONE)))
                .get(0)
                .startsWith("UNTRUSTED   trust in the verdict: none"));
        CellResults skipped = CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1");
        assertTrue(lines(RunResults.of(CellResults.good(), skipped, skipped))
                .get(0)
                .startsWith("PASS, 2 of 3 cells did not run   trust in the verdict: ok"));
        assertTrue(lines(RunResults.of(CellResults.good().violated(Rule.NO_OVERLAP)))
                .get(0)
                .startsWith("FAIL   "));
    }

    @Test
    void aMissedPromiseIsTheFirstWordOnlyWhereItIsReported() {
        RunResult missed = ModelRuns.growing(2);
        assertTrue(
                lines(missed).get(0).startsWith("NOT AS PROMISED   "),
                lines(missed).get(0));
        assertTrue(
                lines(missed).stream().anyMatch(l -> l.startsWith("NOT AS PROMISED, running: timer_delete_sync has")));
        assertTrue(lines(ModelRuns.run(3, 90, 0)).get(0).startsWith("PASS   "));
    }

    @Test
    void aSeedIsNeverCut() {
        RunResult result = RunResults.of(CellResults.good());
        String all = String.join("\n", lines(RunResults.named("a-name-of-a-plan-that-is-long".repeat(3), result)));
        assertTrue(all.contains(String.valueOf(result.seed())), all);
    }

    @Test
    void rowsOfOnePrimitiveAndScenarioSayWhatSetsThemApart() {
        List<String> lines = lines(RunResults.of(
                CellResults.good().batch(16, 16),
                CellResults.good().batch(16, 16),
                CellResults.good().batch(0, 900),
                CellResults.good().batch(0, 900).deletedOn(3),
                CellResults.good().batch(0, 900).timer(TimerFlag.PINNED, TimerFlag.IRQSAFE),
                CellResults.good().primitive("timer_delete", Kind.NATIVE).batch(0, 900)));
        assertEquals(
                List.of(
                        "timer_delete_sync, running chase:",
                        "  batch 16, run 1/2",
                        "  batch 16, run 2/2",
                        "  batch auto, 0→1",
                        "  batch auto, 0→3",
                        "  batch auto, pinned+irqsafe",
                        "timer_delete      running chase"),
                labels(lines));
    }

    @Test
    void runsOfOneBatchStandSideBySideUnderAHeadingWithTheNames() {
        List<String> lines = lines(RunResults.of(
                tryingToDelete().batch(16, 16),
                tryingToDelete().batch(4096, 4096),
                tryingToDelete().batch(16, 16).attempts(Attempts.NONE),
                tryingToDelete().batch(4096, 4096).status(CellStatus.NOT_REACHED, "interrupted")));
        int heading = lines.indexOf("try_to_del_timer_sync (timer_delete_sync_try), running chase:");
        assertTrue(heading > 0, lines.toString());
        List<String> rows = lines.subList(heading + 1, heading + 5);
        assertTrue(rows.get(0).matches("  batch 16, run 1/2 +100,000 .* ok"), rows.toString());
        assertTrue(rows.get(1).matches("  batch 16, run 2/2 +0 .* vacuous"), rows.toString());
        assertTrue(rows.get(2).matches("  batch 4096, run 1/2 +100,000 .* ok"), rows.toString());
        assertTrue(rows.get(3).matches("  batch 4096, run 2/2 +not reached: interrupted"), rows.toString());
        assertTrue(lines.contains("vacuous: too little happened in this row to prove anything."), lines.toString());
    }

    @Test
    void aSettingThatMostRowsShareOrThatIsJustNotThereIsNotShown() {
        List<String> lines = lines(RunResults.of(
                CellResults.good(),
                CellResults.good().handler(100).timer(TimerFlag.PINNED, TimerFlag.IRQSAFE),
                CellResults.good().timer(TimerFlag.PINNED, TimerFlag.DEFERRABLE),
                CellResults.good().timer(),
                CellResults.good().hotplug().deletedOn(0),
                CellResults.good()));
        assertEquals(
                List.of(
                        "timer_delete_sync, running chase:",
                        "  run 1/2",
                        "  run 2/2",
                        "  handler 100ns, pinned+irqsafe",
                        "  pinned+deferrable",
                        "  unpinned",
                        "  hotplug"),
                labels(lines));
    }

    @Test
    void aLongWordIsBrokenWhereItsPartsMeet() {
        assertEquals(
                List.of("pinned+", "  deferrable,", "  hotplug"), Lines.wrap("", "pinned+deferrable, hotplug", 2, 14));
        assertEquals(
                List.of("running", "  deferrabl", "  e, hotplug"),
                Lines.wrap("", "running deferrable, hotplug", 2, 12));
    }

    @Test
    void whichRunARowIsFitsBesideOldNamesAndLongOutcomes() {
        CellResults[] runs = IntStream.range(0, 7)
                .mapToObj(i -> CellResults.good()
                        .kernelName("del_timer_sync")
                        .status(i < 6 ? CellStatus.RAN : CellStatus.NOT_REACHED, i < 6 ? null : "interrupted"))
                .toArray(CellResults[]::new);
        List<String> rows = lines(RunResults.of(runs)).stream()
                .filter(l -> l.startsWith("del_timer_sync "))
                .toList();
        assertEquals(7, rows.size());
        for (int i = 0; i < 7; i++) {
            assertTrue(rows.get(i).contains("running chase, run " + (i + 1) + "/7 "), rows.get(i));
        }
    }

    @Test
    void aPrimitiveHasTheRunningKernelsNameAndTodaysInBrackets() {
        List<String> lines = lines(RunResults.of(CellResults.good()
                .primitive("timer_delete_sync_try", Kind.NATIVE)
                .kernelName("try_to_del_timer_sync")
                .id("running/timer_delete_sync_try/chase/remote")
                .raced(1, 50, 100)
                .violated(Rule.NO_OVERLAP)));
        String both = "try_to_del_timer_sync (timer_delete_sync_try)";
        assertTrue(line(lines, "try_to_del_timer_sync ").contains("running chase"), lines.toString());
        assertTrue(line(lines, "  (timer_delete_sync_try)").length() > 0);
        String all = String.join(" ", lines).replaceAll("\\s+", " ");
        assertTrue(all.contains("FORBIDDEN: no-overlap broken 3 times in running/" + both + "/chase/remote"), all);
        assertTrue(all.contains("- running/" + both + "/chase/remote: only 50 encounters"), all);
    }

    @Test
    void aLateHandlerIsANoteAndNoFinding() {
        List<String> lines = lines(RunResults.of(CellResults.good().late(3, 2)));
        assertEquals(
                "note: in 3 rounds of 1 cell a handler began late, by up to 2 jiffies; batches, softirqs and the",
                line(lines, "note: "));
        assertTrue(lines.stream().noneMatch(l -> l.contains("INTERESTING") || l.contains("no promise: no")));
    }

    @Test
    void aHandlerOnAnotherCpuThanItsTimersBaseIsANote() {
        List<String> lines = lines(RunResults.of(CellResults.good().counted(Counter.REMOTE_EXPIRIES, 12)));
        assertEquals("note: 12 handlers ran on another CPU than the timer's base", line(lines, "note: "));
    }

    @Test
    void theLimitIsWhatTheSameBatchesRunIfNobodyDeletes() {
        CellResults raced = CellResults.good()
                .raced(2, 60_000, 101_000)
                .counted(Counter.ALONE_EXPIRIES, 1_000)
                .counted(Counter.ALONE_TIMED, 800)
                .counted(Counter.ALONE_NS, 20_000_000);
        CellResult cell = raced.make();
        assertEquals(40_000, cell.limitPerSecond().getAsDouble());
        assertEquals(0.75, cell.shareOfLimit().getAsDouble());
        assertEquals(0.6, cell.shareMet(), "handlers that were left alone could not be met");
        assertEquals(
                "limit: races/s were 75% of the handlers that the same batches run in a second if nobody deletes",
                line(lines(RunResults.of(raced)), "limit: "));
    }

    @Test
    void aLimitThatWasNotMeasuredIsNotShown() {
        assertTrue(CellResults.good().make().limitPerSecond().isEmpty());
        assertTrue(
                CellResults.good()
                        .counted(Counter.ALONE_TIMED, 400)
                        .counted(Counter.ALONE_NS, 19_999_999)
                        .make()
                        .limitPerSecond()
                        .isEmpty(),
                "measured for too short a time");
        assertTrue(lines(RunResults.of(CellResults.good())).stream().noneMatch(l -> l.startsWith("limit:")));
    }

    @Test
    void whatNobodyPromisesIsNotCalledAPromise() {
        List<String> lines =
                lines(RunResults.of(CellResults.good().grade(Grade.INTERESTING).violated(Rule.NO_OVERLAP)));
        assertTrue(lines.contains("  what is promised (where it stands)"), lines.toString());
    }

    @Test
    void theCurveOverTheBatchComparesTheEnginesChoiceWithItsBest() {
        List<String> lines = lines(RunResults.of(
                CellResults.good().raced(1, 1_000, 4_000).batch(16, 16),
                CellResults.good().raced(1, 200_000, 250_000).batch(1024, 1024),
                CellResults.good().raced(1, 190_000, 250_000).batch(0, 900)));
        assertTrue(lines.contains("races/s by batch size: timer_delete_sync, running chase"));
        assertTrue(lines.contains("         16      1,000      1,000      1,000  25%"), lines.toString());
        assertTrue(lines.contains("       1024    200,000    200,000    200,000  80% " + "#".repeat(40)));
        assertTrue(lines.contains("   auto 900    190,000    190,000    190,000  76% " + "#".repeat(38)));
        assertTrue(
                String.join(" ", lines)
                        .replaceAll(" +", " ")
                        .contains(
                                "The engine chose 900 timers a batch and reached 0.95 times the races/s of 1024, the best size"
                                        + " in the plan."),
                lines.toString());
        assertTrue(lines.stream().allMatch(l -> l.length() <= TableReport.WIDTH), lines.toString());
    }

    @Test
    void withAllColumnsThereIsALineOfWhereDeletionsBegan() {
        assertTrue(lines(RunResults.of(CellResults.good())).stream().noneMatch(l -> l.contains("deletions began")));
        List<String> wide = lines(RunResults.of(CellResults.good().phaseBins(0, 8)), true);
        String line = wide.stream().filter(l -> l.contains("@@|")).findFirst().orElseThrow();
        String marks = "|" + " ".repeat(16) + "|" + "@".repeat(16) + "|" + "@".repeat(16) + "| 0.00";
        assertTrue(line.endsWith(marks), line);
        assertTrue(line.length() <= TableReport.WIDTH);
    }

    @Test
    void cellsThatDidNotRunAreInTheFirstLineOfAFailureToo() {
        CellResults lacking = CellResults.good().status(CellStatus.LEFT_OUT, "needs 3 CPUs a pair, the machine has 2");
        assertTrue(lines(RunResults.of(CellResults.good().violated(Rule.NO_OVERLAP), lacking))
                .get(0)
                .startsWith("FAIL, 1 of 2 cells did not run   "));
    }

    @Test
    void timersThatWereArmedAgainAfterTheirDeletionAreNoPlainPass() {
        CellResults readd = CellResults.good()
                .id("readd/timer_delete_sync")
                .scenario("readd")
                .armedAgain(40);
        CellResults remod = CellResults.good()
                .id("remod/timer_delete_sync")
                .scenario("remod")
                .armedAgain(2);
        List<String> lines = lines(RunResults.of(CellResults.good(), readd, remod));

        assertTrue(lines.get(0).startsWith("PASS, but timers were armed again after their deletion"), lines.get(0));
        assertTrue(line(lines, "timer_delete_sync readd").endsWith("armed again"));
        String all = String.join(" ", lines).replaceAll(" +", " ");
        assertTrue(
                all.contains("warning: armed again after timer_delete_sync returned, 42 times: the timer may not be"
                        + " freed; timer_shutdown_sync prevents this (in readd, remod)"),
                all);
    }

    @Test
    void anOldAlgorithmThatLetsItsHandlersRunOnIsNotCalledOk() {
        CellResults old = CellResults.good()
                .primitive("hist_2_2_del_timer", Kind.HISTORICAL)
                .expect(Expectation.ANY)
                .count(Counter.OUTLIVED, 5);
        assertTrue(line(lines(RunResults.of(old)), "hist_2_2_del_timer").endsWith("as expected"));
    }

    @Test
    void aSkippedCellSaysWhy() {
        assertEquals(
                "timer_delete_sync running chase skipped: removed in 6.1",
                line(
                        lines(RunResults.of(CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1"))),
                        "timer_delete_sync "));
    }

    @Test
    void aReasonIsSaidOnceOfCellsInARow() {
        CellResults skipped = CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1");
        CellResults other = CellResults.good().status(CellStatus.SKIPPED, "removed in 6.2");
        List<String> rows = lines(RunResults.of(skipped, skipped, other, skipped)).stream()
                .filter(l -> l.contains("skipped"))
                .map(l -> l.substring(l.indexOf("skipped")))
                .toList();
        assertEquals(
                List.of(
                        "skipped: removed in 6.1",
                        "skipped for the same reason",
                        "skipped: removed in 6.2",
                        "skipped: removed in 6.1"),
                rows);
    }

    @Test
    void aViolationIsToldWithItsEvidence() {
        List<String> lines = lines(RunResults.of(CellResults.good().violated(Rule.NO_OVERLAP)));
        assertTrue(line(lines, "FORBIDDEN").startsWith("FORBIDDEN: no-overlap broken 3 times in "));
        assertTrue(lines.contains("  what was seen, in a sentence"));
        assertTrue(line(lines, "timer_delete_sync ").endsWith(" FAIL"));
    }

    @Test
    void aViolationHasThePromiseThatItBreaksAndWhatLedToIt() {
        Timeline timeline = new Timeline(
                0,
                5L,
                List.of(
                        new Timeline.Happening(-700, 0, 4, EventKind.EXIT, 7, 0),
                        new Timeline.Happening(-600, 0, 5, EventKind.ENTER, 7, 2),
                        new Timeline.Happening(-1, 1, 5, EventKind.DELETED, 7, 0),
                        new Timeline.Happening(0, 1, 5, EventKind.VIOLATION, 7, 1)));
        List<String> lines =
                lines(RunResults.of(CellResults.good().timeline(timeline).violated(Rule.NO_RUN_AFTER_SYNC)));
        assertTrue(lines.contains("  promise: what is promised (where it stands)"));
        assertTrue(line(lines, "            ns generation CPU 0").endsWith("CPU 1"));
        assertTrue(line(lines, "          -600          7 { handler +2").endsWith("+2"));
        assertTrue(line(lines, "            +0          7").endsWith("! no-run-after-sync"));
        assertFalse(lines.stream().anyMatch(l -> l.contains("} handler")), "of another timer");
    }

    @Test
    void aLongTimelineShowsItsEnd() {
        List<Timeline.Happening> many = IntStream.range(0, 1000)
                .mapToObj(i -> new Timeline.Happening(i - 999L, 0, 5, EventKind.ARM, i, 1))
                .toList();
        List<String> lines = lines(RunResults.of(
                CellResults.good().timeline(new Timeline(0, 5L, many)).violated(Rule.NO_OVERLAP)));
        assertEquals(30, lines.stream().filter(l -> l.endsWith("arm for +1")).count());
        assertTrue(lines.stream().anyMatch(l -> l.contains(" 999 arm")));
    }

    @Test
    void aKnownFindingAndAnInterestingOneDoNotFail() {
        List<String> known =
                lines(RunResults.of(CellResults.good().known("the-id").violated(Rule.NO_OVERLAP)));
        assertTrue(known.get(0).startsWith("PASS"));
        assertTrue(line(known, "timer_delete_sync ").endsWith(" KNOWN"));
        assertTrue(line(known, "KNOWN: no-overlap broken 3 times").contains(" in "));
        assertTrue(String.join(" ", known).contains("known finding the-id"));

        List<String> interesting =
                lines(RunResults.of(CellResults.good().grade(Grade.INTERESTING).violated(Rule.NO_OVERLAP)));
        assertTrue(interesting.get(0).startsWith("PASS"));
        assertTrue(line(interesting, "timer_delete_sync ").endsWith(" interesting"));
        assertTrue(line(interesting, "INTERESTING: no-overlap").contains("broken 3 times"));
    }

    @Test
    void aPlantedDefectThatWasCaughtIsOneWord() {
        List<String> lines = lines(RunResults.of(CellResults.planted()));
        assertTrue(line(lines, "broken_no_wait").endsWith("defect caught"));
        assertEquals("oracle: 1 of 1 planted defect caught within less than 0.1 ms", line(lines, "oracle"));
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
                new EndingResult(EndingKind.PANIC, "Kernel panic - not syncing", List.of("a", "last words")),
                CellResults.good().status(CellStatus.CRASHED, "Kernel panic")));
        assertTrue(lines.get(0).startsWith("CRASHED"));
        assertTrue(lines.contains("the kernel ended: panic: Kernel panic - not syncing"));
        assertTrue(lines.contains("  | last words"));
    }

    @Test
    void theHeadlineAndTheCalibrationAreToldInALine() {
        List<String> lines = lines(RunResults.of(
                CellResults.good(),
                CellResults.good().align(Align.NONE).raced(60, 0, 1_000_000),
                CellResults.good().calibrated(0.912)));
        assertTrue(line(lines, "headline: ").contains("the chase reaches 100,000 races/s and hits 80%"));
        assertTrue(line(lines, "calibration: ").contains("0.912"));
    }

    @Test
    void theCallsThatArmedTimersAreCounted() {
        List<String> lines = lines(RunResults.of(
                CellResults.good().armedBy(Map.of(Arming.MOD_TIMER, 1_500L, Arming.ADD_TIMER_ON, 12_000L)),
                CellResults.good().armedBy(Map.of(Arming.MOD_TIMER, 500L))));
        assertEquals("armed by: mod_timer 2000, add_timer_on 12k", line(lines, "armed by: "));
    }

    @Test
    void noLineIsLongerThanAHundredColumns() {
        String longWord = "x".repeat(300);
        RunResult result = RunResults.of(
                new EndingResult(EndingKind.HANG, longWord + " and so on", List.of(longWord)),
                CellResults.good().id(longWord).violated(Rule.NO_OVERLAP),
                CellResults.good().primitive(longWord, Kind.NATIVE).raced(1, 123_456_789_012L, 923_456_789_012L),
                CellResults.planted().sound().id("an id with words " + longWord),
                CellResults.good().status(CellStatus.SKIPPED, longWord),
                CellResults.good().status(CellStatus.CRASHED, "a reason of many words ".repeat(20)),
                CellResults.good().align(Align.NONE).raced(60, 0, 1_000_000),
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
        assertTrue(text.contains("200,000"));
        assertTrue(text.contains("what was seen"));
    }

    @Test
    void wideShowsTheDistributionsOnOneLogarithmicAxis() {
        List<String> lines = lines(
                RunResults.of(
                        CellResults.good().costs(100),
                        CellResults.good()
                                .primitive("timer_delete", Kind.NATIVE)
                                .costs(10_000)),
                true);
        String titles = line(lines, "primitive ");
        int begin = titles.indexOf("distribution");
        int end = titles.indexOf("expected");
        assertTrue(line(lines, "timer_delete_sync ").substring(begin, end).matches("[█@] {24}"), lines.toString());
        assertTrue(line(lines, "timer_delete ").substring(begin, end).matches(" {23}[█@] "), lines.toString());
        String all = String.join(" ", lines).replaceAll(" +", " ");
        assertTrue(
                all.contains("from 100 ns at the left to 10,000 ns and above at the right, on a logarithmic axis"),
                all);
        assertFalse(String.join("\n", lines(RunResults.of(CellResults.good()))).contains("distribution"));
    }

    @Test
    void theVerdictAndTheResultsStandOutAndNothingElseChanges() {
        RunResult result = RunResults.of(
                CellResults.good(),
                CellResults.good().primitive("timer_delete", Kind.NATIVE).violated(Rule.NO_OVERLAP),
                CellResults.good().primitive("timer_shutdown", Kind.NATIVE).attempts(Attempts.NONE),
                CellResults.good().status(CellStatus.SKIPPED, "removed in 6.1"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableReport(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        false,
                        (tone, text) -> "<" + tone + ">" + text + "</>")
                .write(result);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).startsWith("<BAD>FAIL</>, 1 of 4 cells did not run   trust"), lines.get(0));
        assertTrue(line(lines, "timer_delete_sync ").endsWith(" <GOOD>ok</>"), lines.toString());
        assertTrue(line(lines, "timer_delete ").endsWith(" <BAD>FAIL</>"), lines.toString());
        assertTrue(line(lines, "timer_shutdown ").endsWith(" <DOUBTFUL>vacuous</>"), lines.toString());
        assertEquals(
                lines(result),
                lines.stream().map(line -> line.replaceAll("<[A-Z/]+>", "")).toList());
    }

    private static List<String> lines(RunResult result) {
        return lines(result, false);
    }

    private static List<String> lines(RunResult result, boolean wide) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), wide).write(result);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns what stands before the figures of each row of the first table. */
    private static List<String> labels(List<String> lines) {
        int titles = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("primitive "))
                .findFirst()
                .orElseThrow();
        int end = lines.get(titles).indexOf("  races/s");
        return lines.subList(titles + 1, lines.size()).stream()
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(0, Math.min(end, line.length())).stripTrailing())
                .toList();
    }

    private static CellResults tryingToDelete() {
        return CellResults.good()
                .primitive("timer_delete_sync_try", Kind.NATIVE)
                .kernelName("try_to_del_timer_sync");
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream().filter(l -> l.startsWith(begin)).findFirst().orElseThrow();
    }
}
