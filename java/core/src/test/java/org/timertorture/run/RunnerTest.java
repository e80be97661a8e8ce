// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.timertorture.run.CellRecords.badCell;
import static org.timertorture.run.CellRecords.ending;
import static org.timertorture.run.CellRecords.goodCell;
import static org.timertorture.run.CellRecords.goodCounters;
import static org.timertorture.run.CellRecords.violation;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.timertorture.grade.Grade;
import org.timertorture.grade.KnownFindings;
import org.timertorture.json.ResultSchema;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Topology;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.Environment;
import org.timertorture.result.HostKind;
import org.timertorture.result.RunResult;
import org.timertorture.result.Timeline;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import org.timertorture.result.Violation;
import org.timertorture.session.Ending;
import org.timertorture.session.Startup;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.EventStruct;
import org.timertorture.uapi.HdrRecord;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.Mechanism;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Preemption;
import org.timertorture.uapi.RecordType;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;

class RunnerTest {
    private static final String RUNNING = "{primitive: timer_delete_sync, scenario: running}";
    private static final String BROKEN = "{primitive: broken_no_wait, scenario: running}";
    private static final Ending PANIC =
            new Ending(EndingKind.PANIC, "Kernel panic - not syncing: injected", List.of("last words"));
    private static final Consumer<RunResult> NOT_KEPT = soFar -> {};
    private static final long SECOND = 1_000_000_000;

    private final FakeKernel kernel = new FakeKernel(Catalogues.whole(), 2);
    private final Interruption interruption = new Interruption();

    @Test
    void aCellThatRunsToItsEndHasWhatTheKernelCounted() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));

        RunResult result = run(1, RUNNING);

        CellResult cell = result.cells().get(0);
        assertEquals(CellStatus.RAN, cell.status());
        assertEquals(CellResults.attempts(100, 8000, 200), cell.attempts());
        assertEquals(10_000, cell.expiries());
        assertEquals(1.0, cell.seconds());
        assertEquals(8000, cell.encountersPerSecond());
        assertEquals(0.8, cell.shareMet());
        assertEquals(Map.of(Rule.NO_RUN_AFTER_SYNC, 8300L, Rule.NO_OVERLAP, 10_000L), cell.rulesChecked());
        assertEquals(4000, cell.coverage().phases().get(Phase.BODY));
        assertEquals(Uapi.PHASE_BINS, cell.coverage().phaseHistogram().counts().size());
        assertEquals(150, cell.coverage().phaseHistogram().beforeEntry());
        assertEquals(Map.of("level-0", 70L, "level-8", 5L), cell.coverage().drawnLevels());
        assertEquals(Map.of("ahead-0", 60L, "ahead-2", 15L), cell.coverage().drawnMoments());
        assertEquals(1, cell.timing().slices().size());
        assertEquals(40, cell.timing().latency().encounter().min());
        assertEquals(1000, cell.timing().latency().encounter().max());
        assertNull(cell.timing().latency().late());
        assertEquals(8000, cell.pairs().get(0).counted().attempts().encounter());
        assertEquals(Verdict.PASS, result.verdict());
        assertEquals(TrustLevel.OK, result.trust().verdict().level());
        assertEquals(0, result.exit());
    }

    @Test
    void theProgressSaysWhichCellRacesAndWhatItHasComeTo() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));
        Set<String> told = new LinkedHashSet<>();
        Progress progress = (what, total) -> new Progress.Step() {
            @Override
            public void at(long amount) {}

            @Override
            public void doing(String what) {
                told.add(what);
            }
        };
        Plan plan = plan(RUNNING, "{primitive: timer_delete, scenario: pending}");

        new Runner(request(1, plan), interruption, progress, NOT_KEPT, kernel::nanoTime)
                .run(new FakeSession(kernel, false, PANIC), cells(plan));

        assertEquals(
                List.of(
                        "cell 1 of 2: running/timer_delete_sync/chase/remote",
                        "cell 1 of 2: 8,000 races/s, hit 80%, running/timer_delete_sync/chase/remote",
                        "cell 2 of 2: pending/timer_delete/none/remote",
                        "cell 2 of 2: 8,300 calls/s, pending/timer_delete/none/remote"),
                List.copyOf(told));
    }

    @Test
    void theRequestsFollowThePlan() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));

        RunResult result = run(4, RUNNING, "{primitive: del_timer, scenario: running, weight: 3}");

        assertEquals(
                List.of("timer_delete_sync", "timer_delete"),
                kernel.starts().stream().map(FakeKernel.StartSeen::primitive).toList());
        assertEquals(
                List.of(1000L, 3000L),
                kernel.starts().stream().map(FakeKernel.StartSeen::durationMs).toList());
        assertEquals(List.of(new Pair(1, 0, 0)), kernel.starts().get(1).pairs());
        assertEquals(
                result.cells().get(0).racing().seed(), kernel.starts().get(0).seed());
        assertEquals(0, kernel.starts().get(0).flags());
    }

    @Test
    void cellsRaceOnTheCpusThatTheKernelHasAndNotOnThoseThatWereExpected() throws Exception {
        FakeKernel four = new FakeKernel(Catalogues.whole(), 4);
        four.onStart(cell -> four.say(goodCell(cell)));

        run(1, new FakeSession(four, false, PANIC), RUNNING);

        assertEquals(
                List.of(new Pair(1, 0, 0), new Pair(3, 2, 0)),
                four.starts().get(0).pairs());
    }

    @Test
    void theEnvironmentIsTheKernelsOwn() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));

        var environment = run(1, RUNNING).environment();

        assertEquals("6.1.0-fake", environment.kernelRelease());
        assertEquals("console=ttyS0 quiet", environment.kernel().commandLine());
        assertEquals(2, environment.machine().cpus());
        assertEquals(Preemption.VOLUNTARY, environment.kernel().preemption());
        assertEquals(20, environment.clock().costNs());
        assertTrue(environment.emulated());
    }

    @Test
    void aViolationOfANativePrimitiveFailsTheRunAndIsReported() throws Exception {
        kernel.onStart(cell -> kernel.say(badCell(cell, Rule.NO_RUN_AFTER_SYNC, 17)));

        RunResult result = run(1, RUNNING);

        var violation = result.cells().get(0).violations().get(0);
        assertEquals(Rule.NO_RUN_AFTER_SYNC, violation.rule());
        assertEquals(17, violation.count());
        assertEquals(Grade.FORBIDDEN, violation.grade());
        assertEquals(
                "pair 0, timer 5, generation 77: timer_delete_sync returned 0 at 0.000002000 s after 500 ns; the"
                        + " handler began 100 ns before that and had not ended; CPU 1 saw: handler running, timer not"
                        + " queued",
                violation.evidence().get(0).sentence());
        assertEquals(1500, violation.evidence().get(0).call().beginNs());
        assertEquals(Verdict.FAIL, result.verdict());
        assertEquals(1, result.exit());
    }

    @Test
    void aViolationHasItsPromiseAndWhatLedToItInTheClocksOrder() throws Exception {
        kernel.onStart(cell -> kernel.say(new RecordWriter(FakeKernel.ORDER)
                .started(cell, 1, 1000, 2)
                .violation(cell, Rule.NO_RUN_AFTER_SYNC, 0, 5, s -> s.begin(2500))
                .events(
                        cell,
                        0,
                        Rule.NO_RUN_AFTER_SYNC,
                        5,
                        List.of(event(2500, 1, EventKind.DELETE, 0), event(3000, 1, EventKind.VIOLATION, 1)))
                .events(cell, 0, Rule.NO_RUN_AFTER_SYNC, 5, List.of(event(2400, 0, EventKind.ENTER, 0)))
                .counters(cell, 0, s -> s.expiries(10))
                .end(cell, EndReason.SUSPECT, SECOND, 0)));

        var violation = run(1, RUNNING).cells().get(0).violations().get(0);

        assertEquals(
                "\"Upon exit the timer is not queued and the handler is not running on any CPU.\"",
                violation.promise());
        assertNull(violation.known());
        assertEquals(
                List.of(
                        new Timeline.Happening(-600, 0, 5, EventKind.ENTER, 77, 0),
                        new Timeline.Happening(-500, 1, 5, EventKind.DELETE, 77, 0),
                        new Timeline.Happening(0, 1, 5, EventKind.VIOLATION, 77, 1)),
                violation.timeline().events());
        assertEquals(5, violation.timeline().timer());
    }

    @Test
    void violationsOfOneRuleAreToldApartByTheirMechanisms() throws Exception {
        kernel.onStart(cell -> kernel.say(new RecordWriter(FakeKernel.ORDER)
                .started(cell, 1, 1000, 1 << Rule.NOT_EARLY.number())
                .violation(cell, Rule.NOT_EARLY, 0, 5, s -> s.mechanism(Mechanism.LEFT_IN_BUCKET.number()))
                .violation(cell, Rule.NOT_EARLY, 0, 6, s -> s.early(4))
                .counters(cell, 0, s -> {
                    long[] violated = new long[Uapi.RULES];
                    violated[Rule.NOT_EARLY.number()] = 40;
                    long[] explained = new long[Uapi.MECHANISMS];
                    explained[Mechanism.NONE.number()] = 3;
                    explained[Mechanism.LEFT_IN_BUCKET.number()] = 37;
                    s.expiries(10).violated(violated).explained(explained);
                })
                .end(cell, EndReason.TIME, SECOND, 0)));

        RunResult result = run(1, RUNNING);

        List<Violation> violations = result.cells().get(0).violations();
        assertEquals(List.of(3L, 37L), violations.stream().map(Violation::count).toList());
        assertNull(violations.get(0).known());
        assertTrue(violations.get(0).counts());
        assertEquals("mod-timer-leaves-an-expiring-timer", violations.get(1).known());
        assertEquals(1, violations.get(1).evidence().size());
        assertEquals(Verdict.FAIL, result.verdict());
    }

    @Test
    void aKnownFindingOnAKernelOnWhichNobodySawItIsToldAsThat() throws Exception {
        kernel.onStart(cell -> kernel.say(new RecordWriter(FakeKernel.ORDER)
                .started(cell, 1, 1000, 1 << Rule.NOT_EARLY.number())
                .violation(cell, Rule.NOT_EARLY, 0, 5, s -> s.mechanism(Mechanism.LEFT_IN_BUCKET.number()))
                .end(cell, EndReason.TIME, SECOND, 0)));

        Violation seen = run(1, RUNNING).cells().get(0).violations().get(0);
        assertNull(seen.unseenOn());
        kernel.release("7.4.1-amd64");
        Violation unseen = run(1, RUNNING).cells().get(0).violations().get(0);
        assertEquals("mod-timer-leaves-an-expiring-timer", unseen.known());
        assertEquals("7.4", unseen.unseenOn());
    }

    private static EventStruct event(long clock, int cpu, EventKind what, int value) {
        return RecordWriter.event(clock, 77, 5, cpu, what, value);
    }

    @Test
    void aPlantedDefectThatIsSeenIsAsExpected() throws Exception {
        kernel.onStart(cell -> kernel.say(badCell(cell, Rule.NO_RUN_AFTER_SYNC, 17)));

        RunResult result = run(1, BROKEN);

        assertEquals(Verdict.PASS, result.verdict());
        assertEquals(1, result.oracle().seen());
        assertEquals(0, result.exit());
    }

    @Test
    void aPlantedDefectThatIsNotSeenTakesAllTrust() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));

        RunResult result = run(1, BROKEN);

        assertEquals(Verdict.PASS, result.verdict());
        assertEquals(TrustLevel.NONE, result.trust().verdict().level());
        assertEquals(5, result.exit());
    }

    @Test
    void aPlantedDefectIsRacedUntilItIsSeen() throws Exception {
        kernel.onStart(cell ->
                kernel.say(kernel.starts().size() < 4 ? goodCell(cell) : badCell(cell, Rule.NO_RUN_AFTER_SYNC, 1)));

        RunResult result = run(1, BROKEN);

        assertEquals(1, result.oracle().seen());
        assertEquals(0, result.exit());
        assertEquals(
                List.of(1000L, 500L, 500L, 500L),
                kernel.starts().stream().map(FakeKernel.StartSeen::durationMs).toList());
        assertEquals(
                4,
                kernel.starts().stream()
                        .map(FakeKernel.StartSeen::seed)
                        .distinct()
                        .count());
        assertEquals(
                CellResults.attempts(400, 32_000, 800), result.cells().get(0).attempts());
        assertEquals(4.0, result.cells().get(0).seconds());
    }

    @Test
    void aPlantedDefectThatIsNeverSeenIsGivenUpAfterSomeSeconds() throws Exception {
        kernel.onStart(cell -> kernel.say(goodCell(cell)));
        run(1, BROKEN);
        assertEquals(
                6000,
                kernel.starts().stream()
                        .mapToLong(FakeKernel.StartSeen::durationMs)
                        .sum());
    }

    @Test
    void whatALongRunHasComeToIsKeptAboutEveryMinute() throws Exception {
        kernel.onStart(cell -> {
            kernel.pass(Duration.ofSeconds(50));
            kernel.say(goodCell(cell));
        });
        List<RunResult> kept = new ArrayList<>();
        Plan plan = plan(RUNNING, RUNNING, RUNNING, RUNNING);
        new Runner(request(200, plan), interruption, Progress.SILENT, kept::add, kernel::nanoTime)
                .run(new FakeSession(kernel, false, PANIC), cells(plan));

        assertEquals(2, kept.size());
        RunResult first = ResultSchema.valid(kept.get(0));
        assertEquals(Verdict.INCOMPLETE, first.verdict());
        assertEquals(
                List.of(CellStatus.RAN, CellStatus.RAN, CellStatus.NOT_REACHED, CellStatus.NOT_REACHED),
                first.cells().stream().map(CellResult::status).toList());
        assertEquals(Verdict.INCOMPLETE, kept.get(1).verdict(), "all cells have raced, but nobody has said so");
    }

    @Test
    void cellsTakeTurnsAndTheirResultsAreThoseOfOneRace() throws Exception {
        kernel.onStart(
                cell -> kernel.say(kernel.starts().size() == 3 ? badCell(cell, Rule.NO_OVERLAP, 5) : goodCell(cell)));
        Plan plan = PlanReader.read(
                "test.yaml",
                "test",
                new StringReader(
                        "turn: 100ms\ncells:\n- " + RUNNING + "\n- {primitive: timer_delete, scenario: running}"));

        RunResult result = ResultSchema.valid(
                new Runner(request(0.8, plan), interruption, Progress.SILENT, NOT_KEPT, kernel::nanoTime)
                        .run(new FakeSession(kernel, false, PANIC), cells(plan)));

        assertEquals(
                List.of("timer_delete_sync 100", "timer_delete 100", "timer_delete_sync 300", "timer_delete 300"),
                kernel.starts().stream()
                        .map(s -> s.primitive() + " " + s.durationMs())
                        .toList());
        CellResult first = result.cells().get(0);
        assertEquals("running/timer_delete_sync/chase/remote", first.id());
        assertEquals(CellResults.attempts(200, 16_000, 400), first.attempts());
        assertEquals(20_000, first.expiries());
        assertEquals(2.0, first.seconds());
        assertEquals(5, first.violations().get(0).count());
        assertEquals(
                CellResults.attempts(200, 16_000, 400), result.cells().get(1).attempts());
        assertEquals(
                8000 * 2, result.cells().get(1).timing().latency().encounter().count());
        assertEquals(2, result.cells().get(1).timing().slices().size());
        assertEquals(1, result.exit());
    }

    @Test
    void aKernelThatDiesInALaterTurnKeepsWhatTheTurnsBeforeCounted() throws Exception {
        kernel.onStart(cell -> {
            if (kernel.starts().size() < 3) {
                kernel.say(goodCell(cell));
            } else {
                kernel.say(new RecordWriter(FakeKernel.ORDER)
                                .started(cell, 1, 1000, 2)
                                .progress(cell, SECOND / 5, 3, 40, 5, 60))
                        .hangUp();
            }
        });
        Plan plan = PlanReader.read(
                "test.yaml",
                "test",
                new StringReader(
                        "turn: 100ms\ncells:\n- " + RUNNING + "\n- {primitive: timer_delete, scenario: running}"));

        RunResult result = new Runner(request(0.8, plan), interruption, Progress.SILENT, NOT_KEPT, kernel::nanoTime)
                .run(new FakeSession(kernel, false, PANIC), cells(plan));

        CellResult crashed = result.cells().get(0);
        assertEquals(CellStatus.CRASHED, crashed.status());
        assertEquals(CellResults.attempts(103, 8040, 205), crashed.attempts());
        assertEquals(10_060, crashed.expiries());
        assertEquals(CellStatus.RAN, result.cells().get(1).status());
        assertEquals(4, result.exit());
    }

    /** Progress does not count handlers that the chase left alone, so that they may not be subtracted from it. */
    @Test
    void handlersLeftAloneDoNotRaiseTheShareThatACellMetBeforeItDied() throws Exception {
        kernel.onStart(cell -> {
            if (kernel.starts().size() < 2) {
                kernel.say(new RecordWriter(FakeKernel.ORDER)
                        .started(cell, 1, 1000, 2)
                        .counters(
                                cell,
                                0,
                                s -> s.attempts(0, 600, 0).expiries(1_000).aloneExpiries(200))
                        .end(cell, EndReason.TIME, SECOND / 10, 0));
            } else {
                kernel.say(new RecordWriter(FakeKernel.ORDER)
                                .started(cell, 1, 1000, 2)
                                .progress(cell, SECOND / 10, 0, 100, 0, 200))
                        .hangUp();
            }
        });
        Plan plan = PlanReader.read("test.yaml", "test", new StringReader("turn: 100ms\ncells:\n- " + RUNNING));

        RunResult result = new Runner(request(0.4, plan), interruption, Progress.SILENT, NOT_KEPT, kernel::nanoTime)
                .run(new FakeSession(kernel, false, PANIC), cells(plan));

        assertEquals(CellStatus.CRASHED, result.cells().get(0).status());
        assertEquals(0.7, result.cells().get(0).shareMet(), "700 of 800 and 200");
    }

    @Test
    void aTurnThatIsRefusedTakesNothingFromTheTurnsBefore() throws Exception {
        kernel.onStart(cell -> {
            kernel.say(goodCell(cell));
            kernel.refuse(Ioctl.START, Errno.ENOMEM);
        });
        Plan plan = PlanReader.read("test.yaml", "test", new StringReader("turn: 100ms\ncells:\n- " + RUNNING));

        CellResult cell = new Runner(request(0.4, plan), interruption, Progress.SILENT, NOT_KEPT, kernel::nanoTime)
                .run(new FakeSession(kernel, false, PANIC), cells(plan))
                .cells()
                .get(0);

        assertEquals(CellStatus.RAN, cell.status());
        assertEquals(CellResults.attempts(100, 8000, 200), cell.attempts());
        assertTrue(cell.reason().contains("starting the cell"), cell.reason());
    }

    @Test
    void aPlantedDefectThatOnlyBreaksAnotherRuleIsNotSeen() throws Exception {
        kernel.onStart(cell -> kernel.say(badCell(cell, Rule.NO_OVERLAP, 1)));
        RunResult result = run(1, BROKEN);
        assertEquals(0, result.oracle().seen());
        assertEquals(5, result.exit());
    }

    @Test
    void withoutUnsafeThePlantedDefectsAreSkippedAndTheOracleSaysSo() throws Exception {
        kernel.safe().onStart(cell -> kernel.say(goodCell(cell)));

        RunResult result = run(1, RUNNING, BROKEN);

        assertEquals(CellStatus.LEFT_OUT, result.cells().get(1).status());
        assertEquals("unsafe", result.cells().get(1).reason());
        assertEquals("not run (unsafe)", result.oracle().note());
        assertEquals(1, kernel.starts().size());
        assertEquals(1000, kernel.starts().get(0).durationMs());
        assertEquals(0, result.exit());
    }

    @Test
    void aStartThatTheKernelRefusesAsUnsafeIsSkipped() throws Exception {
        kernel.refuse(Ioctl.START, Errno.EPERM);
        assertEquals("unsafe", run(1, BROKEN).cells().get(0).reason());
    }

    @Test
    void afterAKernelThatLeftMemoryBehindTheOthersAreNotReached() throws Exception {
        kernel.onStart(cell -> {
            kernel.say(badCell(cell, Rule.HUNG, 1, EndReason.HUNG));
            kernel.refuse(Ioctl.START, Errno.EIO);
        });

        RunResult result = run(3, RUNNING, RUNNING, RUNNING);

        assertEquals(
                List.of(CellStatus.RAN, CellStatus.NOT_REACHED, CellStatus.NOT_REACHED),
                result.cells().stream().map(CellResult::status).toList());
        assertTrue(result.cells().get(2).reason().contains("memory behind"));
        assertEquals(Verdict.FAIL, result.verdict());
        assertEquals(1, result.exit());
    }

    @Test
    void aPanicKeepsEarlierRecordsAndTheOtherCellsAreNotReached() throws Exception {
        kernel.onStart(cell -> {
            if (cell == 0) {
                kernel.say(goodCell(0));
            } else {
                kernel.say(new RecordWriter(FakeKernel.ORDER)
                                .started(1, 1, 1000, 2)
                                .progress(1, SECOND / 5, 3, 40, 5, 60))
                        .say(violation(new RecordWriter(FakeKernel.ORDER), 1, Rule.NO_OVERLAP))
                        .hangUp();
            }
        });

        RunResult result = run(3, RUNNING, RUNNING, RUNNING);

        assertEquals(
                List.of(CellStatus.RAN, CellStatus.CRASHED, CellStatus.NOT_REACHED),
                result.cells().stream().map(CellResult::status).toList());
        CellResult crashed = result.cells().get(1);
        assertEquals(CellResults.attempts(3, 40, 5), crashed.attempts());
        assertEquals(60, crashed.expiries());
        assertEquals(0.2, crashed.seconds());
        assertEquals(Rule.NO_OVERLAP, crashed.violations().get(0).rule());
        assertEquals(1, crashed.violations().get(0).count());
        assertEquals(EndingKind.PANIC, result.ending().kind());
        assertEquals(List.of("last words"), result.ending().console());
        assertEquals(Verdict.CRASHED, result.verdict());
        assertEquals(4, result.exit());
    }

    @Test
    void aMachineThatTheHostKilledIsNoCrashAndWhatHadArrivedIsKept() throws Exception {
        kernel.onStart(cell -> kernel.say(new RecordWriter(FakeKernel.ORDER)
                        .started(cell, 1, 1000, 2)
                        .progress(cell, SECOND / 5, 3, 40, 5, 60))
                .hangUp());

        RunResult result = run(
                60,
                new FakeSession(kernel, false, new Ending(EndingKind.KILLED, "QEMU was killed by signal 9", List.of())),
                RUNNING);

        CellResult cell = result.cells().get(0);
        assertEquals(CellStatus.RAN, cell.status());
        assertTrue(cell.reason().contains("QEMU was killed by signal 9"), cell.reason());
        assertEquals(CellResults.attempts(3, 40, 5), cell.attempts());
        assertEquals(EndingKind.KILLED, result.ending().kind());
        assertEquals(Verdict.INCOMPLETE, result.verdict());
        assertEquals(3, result.exit());
    }

    @Test
    void aKernelThatSaysNothingForThreeSecondsIsTakenForDead() throws Exception {
        kernel.onStart(cell -> kernel.say(
                new RecordWriter(FakeKernel.ORDER).started(cell, 1, 1000, 2).progress(cell, 1, 0, 0, 0, 0)));

        RunResult result = run(60, RUNNING);

        assertEquals(CellStatus.CRASHED, result.cells().get(0).status());
        assertTrue(result.cells().get(0).reason().contains("no sign of life"));
        assertTrue(kernel.nanoTime() >= 3 * SECOND && kernel.nanoTime() < 4 * SECOND, "" + kernel.nanoTime());
    }

    @Test
    void anOvercommittedGuestMayBeSilentForThirtySecondsAndItsWorkersSleep() throws Exception {
        kernel.onStart(cell -> kernel.say(
                new RecordWriter(FakeKernel.ORDER).started(cell, 1, 1000, 2).progress(cell, 1, 0, 0, 0, 0)));

        run(60, new FakeSession(kernel, true, PANIC), RUNNING);

        assertTrue(kernel.nanoTime() >= 30 * SECOND && kernel.nanoTime() < 32 * SECOND, "" + kernel.nanoTime());
        assertEquals(1, kernel.starts().get(0).flags());
    }

    @Test
    void malformedRecordsEndTheCellAndKeepWhatCameBefore() throws Exception {
        kernel.onStart(cell -> kernel.say(new RecordWriter(FakeKernel.ORDER)
                        .started(cell, 1, 1000, 2)
                        .progress(cell, SECOND, 1, 2, 3, 4))
                .say(new RecordWriter(FakeKernel.ORDER)
                        .record(RecordType.END.number(), new HdrRecord(FakeKernel.ORDER), 0)));

        CellResult cell = run(1, RUNNING).cells().get(0);

        assertEquals(CellStatus.CRASHED, cell.status());
        assertTrue(cell.reason().contains("tt_rec_end has"), cell.reason());
        assertEquals(CellResults.attempts(1, 2, 3), cell.attempts());
    }

    @Test
    void anInterruptedRunStopsItsCellInOrderAndIsIncomplete() throws Exception {
        List<String> stops = new ArrayList<>();
        kernel.onStart(cell -> {
            kernel.say(new RecordWriter(FakeKernel.ORDER).started(cell, 1, 1000, 2));
            interruption.request();
        });
        kernel.onStop(() -> {
            stops.add("stop");
            kernel.say(ending(goodCounters(new RecordWriter(FakeKernel.ORDER), 0), 0, EndReason.STOPPED));
        });

        RunResult result = run(2, RUNNING, RUNNING);

        assertEquals(List.of("stop"), stops);
        assertEquals(8000, result.cells().get(0).attempts().encounter());
        assertEquals(CellStatus.NOT_REACHED, result.cells().get(1).status());
        assertEquals("interrupted", result.cells().get(1).reason());
        assertEquals(Verdict.INCOMPLETE, result.verdict());
        assertEquals(130, result.exit());
    }

    @Test
    void aCellThatHasEndedMeanwhileMayRefuseToStop() throws Exception {
        kernel.refuse(Ioctl.STOP, Errno.ENODATA).onStart(cell -> {
            interruption.request();
            kernel.say(goodCell(cell));
        });
        assertEquals(130, run(1, RUNNING).exit());
    }

    @Test
    void aModuleThatDiffersFromTheCatalogueIsABugThatNamesBoth() {
        Catalogue other = Catalogues.withThese(p -> p.name().equals("timer_delete"), s -> true);
        FakeKernel old = new FakeKernel(other, 2);

        String message = assertThrows(
                        CatalogueMismatchException.class, () -> run(1, new FakeSession(old, false, PANIC), RUNNING))
                .getMessage();

        int entries = Catalogues.whole().primitives().size();
        assertTrue(message.contains(entries + " entries, the running module 1"), message);
    }

    @Test
    void aKernelThatDoesNotAnswerGetInfoHasCrashed() throws Exception {
        kernel.refuse(Ioctl.GET_INFO, Errno.EIO);

        RunResult result = run(1, RUNNING);

        assertEquals(CellStatus.NOT_REACHED, result.cells().get(0).status());
        assertEquals(4, result.exit());
        assertNull(result.environment().clock());
    }

    @Test
    void aKernelThatNeverCameUpHasAResultToo() throws Exception {
        Ending never = new Ending(EndingKind.NEVER_BOOTED, "no answer for 60 s", List.of());

        RunResult result = ResultSchema.valid(new Runner(
                        request(1, plan(RUNNING)), interruption, Progress.SILENT, NOT_KEPT)
                .neverStarted(
                        cells(plan(RUNNING)),
                        never,
                        new Startup(
                                List.of("qemu"), Optional.empty(), Optional.of(Acceleration.KVM), Optional.empty())));

        assertEquals(EndingKind.NEVER_BOOTED, result.ending().kind());
        assertEquals(Verdict.CRASHED, result.verdict());
        assertEquals(4, result.exit());
        assertEquals("no answer for 60 s", result.cells().get(0).reason());
        assertEquals("kvm", result.environment().accel());
    }

    @Test
    void calibrationIsTheMedianOfTheSlicesRatios() throws Exception {
        kernel.onStart(cell -> kernel.say(ending(
                goodCounters(
                        new RecordWriter(FakeKernel.ORDER)
                                .started(cell, 1, 1000, 2)
                                .calibration(cell, 0, 90, 100, 1000)
                                .calibration(cell, 1, 50, 100, 1000)
                                .calibration(cell, 2, 95, 100, 1000),
                        cell),
                cell,
                EndReason.TIME)));

        var calibration = run(1, "{primitive: timer_delete, scenario: pending, calibrate: true}")
                .cells()
                .get(0)
                .timing()
                .calibration();

        assertNotNull(calibration);
        assertEquals(3, calibration.slices());
        assertEquals(0.9, calibration.medianRatio(), 1e-9);
        assertEquals(90e6, calibration.recordedOpsPerSecond(), 1);
        assertEquals(2, kernel.starts().get(0).flags());
    }

    private RunResult run(double seconds, String... cells) throws Exception {
        return run(seconds, new FakeSession(kernel, false, PANIC), cells);
    }

    private RunResult run(double seconds, FakeSession session, String... cells) throws Exception {
        Plan plan = plan(cells);
        return ResultSchema.valid(
                new Runner(request(seconds, plan), interruption, Progress.SILENT, NOT_KEPT, kernel::nanoTime)
                        .run(session, cells(plan)));
    }

    private static RunRequest request(double seconds, Plan plan) throws Exception {
        return new RunRequest(
                CellExpander.expand(plan, Catalogues.whole(), 1),
                seconds,
                KnownFindings.committed(),
                CpuChoice.all(),
                false,
                false,
                new RunFacts(
                        "6.1.0-fake",
                        "sha256:0",
                        null,
                        "0",
                        new Environment.HostFacts("Linux", "a processor", 2, 0, "17", "here"),
                        HostKind.BARE,
                        "now"));
    }

    private static List<Cell> cells(Plan plan) throws Exception {
        return CellExpander.expand(plan, Catalogues.whole(), 1).bind(Topology.even(2, 1));
    }

    private static Plan plan(String... cells) throws Exception {
        return PlanReader.read("test.yaml", "test", new StringReader("cells:\n- " + String.join("\n- ", cells)));
    }
}
