// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.timertorture.exit.ExitCode;
import org.timertorture.grade.Grade;
import org.timertorture.plan.Expectation;
import org.timertorture.result.Assessment;
import org.timertorture.result.Attempts;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Health;
import org.timertorture.result.HostKind;
import org.timertorture.result.Judgement;
import org.timertorture.result.KernelReport;
import org.timertorture.result.Oracle;
import org.timertorture.result.ReportKind;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

class JudgeTest {
    private static final Map<Phase, Long> ALL_PHASES =
            Map.of(Phase.BEFORE, 9L, Phase.ENTRY, 9L, Phase.BODY, 9L, Phase.LAST, 9L, Phase.AFTER, 9L);
    private static final Circumstances QUIET =
            new Circumstances(false, false, false, "", false, false, HostKind.BARE, false, false, false);
    private static final Circumstances INTERRUPTED =
            new Circumstances(true, false, false, "", false, false, HostKind.BARE, false, false, false);
    private static final Circumstances DIED =
            new Circumstances(false, true, false, "", false, false, HostKind.BARE, false, false, false);
    private static final Circumstances EMULATED =
            new Circumstances(false, false, true, "", false, false, HostKind.BARE, false, false, false);
    private static final Circumstances WITHOUT_KVM = new Circumstances(
            false, false, true, "the host has no /dev/kvm; buy one", false, false, HostKind.BARE, false, false, false);
    private static final Circumstances OVERCOMMITTED =
            new Circumstances(false, false, true, "", true, false, HostKind.BARE, false, false, false);
    private static final Circumstances STRICT =
            new Circumstances(false, false, true, "", false, false, HostKind.BARE, true, false, false);
    private static final Circumstances STRICT_TIMING =
            new Circumstances(false, false, true, "", false, false, HostKind.BARE, false, true, false);

    @Test
    void emulatingCpusThatReorderMoreThanTheHostLowersTheTrustInTheVerdict() {
        Circumstances hidden =
                new Circumstances(false, false, true, "", false, false, HostKind.BARE, false, false, true);
        Judgement judgement = judge(hidden, CellResults.good());
        assertOutcome(Verdict.PASS, 0, judgement);
        assertEquals(TrustLevel.DEGRADED, judgement.trust().verdict().level());
        assertTrue(
                judgement.trust().verdict().reasons().get(0).startsWith("weak memory ordering was not exercised"),
                "reason");
        assertEquals(
                TrustLevel.OK,
                judge(EMULATED, CellResults.good()).trust().verdict().level());
    }

    @Test
    void aRunWithoutViolationsPasses() {
        Judgement judgement = judge(QUIET, CellResults.good());
        assertOutcome(Verdict.PASS, 0, judgement);
        assertEquals(TrustLevel.OK, judgement.trust().verdict().level());
        assertEquals(TrustLevel.OK, judgement.trust().timing().level());
        assertNull(judgement.oracle());
    }

    @Test
    void aKernelThatWarnsFailsUnlessTheReportIsHarmless() {
        KernelReport warning =
                new KernelReport(ReportKind.WARNING, "WARNING in __mod_timer", 1, List.of("WARNING: ..."), null);
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, CellResults.good().reported(warning)));
        KernelReport harmless = new KernelReport(ReportKind.WARNING, "WARNING in x", 1, List.of(), "it is harmless");
        assertOutcome(Verdict.PASS, 0, judge(QUIET, CellResults.good().reported(harmless)));
        assertOutcome(Verdict.PASS, 0, judge(QUIET, CellResults.planted().reported(warning)));
    }

    @Test
    void timesOfAHostThatIsItselfVirtualAreNotTrusted() {
        Assessment guest =
                judge(on(HostKind.GUEST, false), CellResults.good()).trust().timing();
        assertEquals(TrustLevel.DEGRADED, guest.level());
        assertEquals(List.of("the host itself is a virtual machine"), guest.reasons());
        Assessment emulated =
                judge(on(HostKind.EMULATED, false), CellResults.good()).trust().timing();
        assertEquals(TrustLevel.NONE, emulated.level());
        assertEquals(List.of("the host itself is emulated"), emulated.reasons());
        Assessment both =
                judge(on(HostKind.EMULATED, true), CellResults.good()).trust().timing();
        assertEquals(List.of("emulated"), both.reasons());
    }

    private static Circumstances on(HostKind host, boolean emulated) {
        return new Circumstances(false, false, emulated, "", false, false, host, false, false, false);
    }

    @Test
    void aViolationFails() {
        assertOutcome(
                Verdict.FAIL,
                1,
                judge(QUIET, CellResults.good(), CellResults.good().violated(Rule.NO_OVERLAP)));
    }

    @Test
    void cyclesPassUnlessTheyAreVacuousOrLeaveATimerOrAreRefused() {
        assertOutcome(Verdict.PASS, 0, judge(QUIET, CellResults.good().cycles(40, null, null, true)));
        assertOutcome(Verdict.PASS, 0, judge(QUIET, CellResults.good().cycles(40, 3L, 0L, true)));
        assertOutcome(Verdict.PASS, 5, judge(QUIET, CellResults.good().cycles(40, 0L, 0L, true)));
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, CellResults.good().cycles(40, 3L, 1L, true)));
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, CellResults.good().cycles(40, null, null, false)));
    }

    @Test
    void aCrashThatIsExpectedPassesAndOneThatDoesNotComeFails() {
        CellResults dead =
                CellResults.planted().sound().expect(Expectation.CRASH).cycles(2, 1L, 1L, false);
        Judgement judgement = judge(QUIET, dead.status(CellStatus.FAULTED, "BUG"));
        assertOutcome(Verdict.PASS, 0, judgement);
        assertEquals(1, judgement.oracle().seen());
        assertOutcome(Verdict.CRASHED, 4, judge(QUIET, dead.status(CellStatus.CRASHED, "BUG")));
        assertOutcome(
                Verdict.FAIL,
                1,
                judge(
                        QUIET,
                        CellResults.planted().sound().expect(Expectation.CRASH).cycles(40, 30L, 30L, true)));
        assertOutcome(
                Verdict.PASS,
                5,
                judge(
                        QUIET,
                        CellResults.planted().sound().expect(Expectation.CRASH).cycles(40, 0L, 0L, true)));
    }

    @Test
    void aViolationThatIsExpectedPasses() {
        assertOutcome(Verdict.PASS, 0, judge(QUIET, CellResults.planted()));
        assertOutcome(
                Verdict.PASS,
                0,
                judge(QUIET, CellResults.good().violated(Rule.NO_OVERLAP).expect(Expectation.ANY)));
    }

    @Test
    void anotherViolationThanTheExpectedFails() {
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, CellResults.planted().violated(Rule.NO_OVERLAP)));
    }

    @Test
    void aPlantedDefectThatIsNotSeenPassesButIsNotTrusted() {
        Judgement judgement =
                judge(QUIET, CellResults.good(), CellResults.planted().sound());
        assertOutcome(Verdict.PASS, 5, judgement);
        assertEquals(TrustLevel.NONE, judgement.trust().verdict().level());
        assertEquals(0, judgement.oracle().seen());
        assertEquals(1, judgement.oracle().planted());
        assertNull(judgement.oracle().medianMs());
    }

    @Test
    void aKernelThatForgetsTimersFailsAlthoughNoPlantedDefectWasSeen() {
        CellResults instead = CellResults.planted().expect(Expectation.failAtLeast(Rule.NO_RUN_AFTER_SYNC));
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, instead.violated(Rule.NOT_OVERTAKEN)));
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, instead.violated(Rule.NOT_LOST)));
        assertOutcome(Verdict.PASS, 5, judge(QUIET, instead.violated(Rule.NO_OVERLAP)));
    }

    @Test
    void aKernelThatForgetsTimersFailsAlthoughTooLittleWasMet() {
        assertOutcome(
                Verdict.FAIL,
                1,
                judge(
                        QUIET,
                        CellResults.good().raced(1, 0, 9).violated(Rule.NOT_OVERTAKEN),
                        CellResults.good().raced(1, 0, 9)));
    }

    @Test
    void aSoundPrimitiveThatDoesNotFailAsExpectedFails() {
        assertOutcome(Verdict.FAIL, 1, judge(QUIET, CellResults.good().expect(Expectation.fail(Rule.HUNG))));
    }

    @Test
    void anUnseenDefectBesideAViolationFails() {
        assertOutcome(
                Verdict.FAIL,
                1,
                judge(QUIET, CellResults.planted().sound(), CellResults.good().violated(Rule.NO_OVERLAP)));
    }

    @Test
    void aCrashComesBeforeAViolation() {
        assertOutcome(
                Verdict.CRASHED,
                4,
                judge(
                        DIED,
                        CellResults.good().violated(Rule.NO_OVERLAP),
                        CellResults.good().status(CellStatus.CRASHED, "panic"),
                        CellResults.good().status(CellStatus.NOT_REACHED, "panic")));
    }

    @Test
    void anInterruptionComesBeforeACrash() {
        assertOutcome(
                Verdict.INCOMPLETE, 130, judge(INTERRUPTED, CellResults.good().status(CellStatus.CRASHED, "panic")));
    }

    @Test
    void cellsNotReachedBecauseOfTheEnvironmentAreTheEnvironmentsFault() {
        assertOutcome(
                Verdict.INCOMPLETE,
                3,
                judge(QUIET, CellResults.good(), CellResults.good().status(CellStatus.NOT_REACHED, "busy")));
    }

    @Test
    void aCellEndedByAnOfflineCpuIsIncomplete() {
        assertOutcome(
                Verdict.INCOMPLETE,
                3,
                judge(
                        QUIET,
                        CellResults.good().health(new Health(EndReason.HOTPLUG, 0, Health.ClockWarp.NONE, 0, 0, 0))));
    }

    @Test
    void aCallThatHungFailsEvenWithoutACount() {
        assertOutcome(
                Verdict.FAIL,
                1,
                judge(QUIET, CellResults.good().health(new Health(EndReason.HUNG, 0, Health.ClockWarp.NONE, 0, 0, 0))));
    }

    @Test
    void cellsThatAHungCallLeftUnreachedAreTheKernelsFault() {
        assertOutcome(
                Verdict.INCOMPLETE,
                4,
                judge(
                        QUIET,
                        CellResults.good()
                                .expect(Expectation.ANY)
                                .health(new Health(EndReason.HUNG, 0, Health.ClockWarp.NONE, 0, 0, 0)),
                        CellResults.good().status(CellStatus.NOT_REACHED, "memory was left behind")));
    }

    @Test
    void theOrderOfExitCodesIsTheDesigns() {
        List<ExitCode> order = List.of(
                ExitCode.INTERNAL,
                ExitCode.INTERRUPTED,
                ExitCode.ENVIRONMENT,
                ExitCode.CRASHED,
                ExitCode.FAILED,
                ExitCode.UNTRUSTED);
        assertEquals(
                List.of(70, 130, 3, 4, 1, 5), order.stream().map(ExitCode::code).toList());
        for (int i = 0; i < order.size(); i++) {
            assertEquals(order.get(i), ExitCode.first(order.subList(i, order.size())));
        }
        assertEquals(ExitCode.OK, ExitCode.first(List.of()));
    }

    @Test
    void emulationTouchesTheTrustInTimesOnly() {
        Judgement judgement = judge(EMULATED, CellResults.good());
        assertOutcome(Verdict.PASS, 0, judgement);
        assertEquals(TrustLevel.OK, judgement.trust().verdict().level());
        assertEquals(
                new Assessment(TrustLevel.NONE, List.of("emulated")),
                judgement.trust().timing());
        assertOutcome(Verdict.PASS, 5, judge(STRICT_TIMING, CellResults.good()));
        assertOutcome(Verdict.PASS, 0, judge(STRICT, CellResults.good()));
    }

    @Test
    void theReasonWhyThereIsNoKvmIsAReasonOfTheTimes() {
        assertEquals(
                List.of("emulated", "no KVM: the host has no /dev/kvm; buy one"),
                judge(WITHOUT_KVM, CellResults.good()).trust().timing().reasons());
    }

    @Test
    void aDegradedVerdictIsGoodEnoughUnlessStrict() {
        CellResults lossy = CellResults.good().health(new Health(EndReason.TIME, 9, Health.ClockWarp.NONE, 0, 0, 0));
        assertReason(TrustLevel.DEGRADED, "9 records lost", judge(QUIET, lossy));
        assertOutcome(Verdict.PASS, 0, judge(QUIET, lossy));
        assertOutcome(Verdict.PASS, 5, judge(STRICT, lossy));
    }

    @Test
    void aChaseWithoutEncountersIsVacuous() {
        Judgement judgement = judge(QUIET, CellResults.good().raced(1, 0, 152_064));
        assertReason(TrustLevel.NONE, "vacuous, 0 encounters in 152064 expiries", judgement);
        assertOutcome(Verdict.PASS, 5, judgement);
    }

    @Test
    void aChaseWithFewEncountersIsDegraded() {
        assertReason(
                TrustLevel.DEGRADED,
                "only 50 encounters",
                judge(QUIET, CellResults.good().raced(1, 50, 99)));
    }

    @Test
    void aChaseThatCaughtAPlantedDefectIsNotVacuousHoweverFewItsEncounters() {
        Judgement judgement = judge(QUIET, CellResults.planted().raced(1, 2, 250_000));
        assertEquals(TrustLevel.OK, judgement.trust().verdict().level());
    }

    @Test
    void withoutAChaseFewEncountersDoNotDegrade() {
        Judgement judgement = judge(QUIET, CellResults.good().align(Align.NONE).raced(1, 1, 99));
        assertEquals(TrustLevel.OK, judgement.trust().verdict().level());
    }

    @Test
    void aCellInWhichNothingWasTriedIsVacuous() {
        assertReason(
                TrustLevel.NONE,
                "vacuous, 0 attempts",
                judge(
                        QUIET,
                        CellResults.good().align(Align.NONE).aim(Outcome.EARLY).attempts(Attempts.NONE)));
    }

    @Test
    void aRunInWhichNoCellRanIsVacuous() {
        assertReason(
                TrustLevel.NONE,
                "no cell ran",
                judge(QUIET, CellResults.good().status(CellStatus.SKIPPED, "needs two CPUs")));
    }

    @Test
    void aCellThatTheMachineCouldNotRunDegrades() {
        CellResults lacking = CellResults.good().status(CellStatus.LEFT_OUT, "needs 3 CPUs a pair, the machine has 2");
        assertReason(
                TrustLevel.DEGRADED,
                "2 of 3 cells did not run: needs 3 CPUs a pair, the machine has 2",
                judge(QUIET, CellResults.good(), lacking, lacking));
    }

    @Test
    void aCellThatTheKernelLacksDegradesNothing() {
        assertEquals(
                TrustLevel.OK,
                judge(QUIET, CellResults.good(), CellResults.good().status(CellStatus.SKIPPED, "new in 6.2"))
                        .trust()
                        .verdict()
                        .level());
    }

    @Test
    void aRuleThatWasNeverCheckedDegrades() {
        assertReason(
                TrustLevel.DEGRADED,
                "never checked: no-run-after-sync",
                judge(QUIET, CellResults.good().unchecked(Rule.NO_RUN_AFTER_SYNC)));
    }

    @Test
    void workersThatDidNotWaitForTheBarrierDegrade() {
        assertReason(
                TrustLevel.DEGRADED,
                "the start barrier let 1 worker through early",
                judge(QUIET, CellResults.good().health(new Health(EndReason.TIME, 0, Health.ClockWarp.NONE, 1, 0, 0))));
    }

    @Test
    void clocksThatWentBackwardsDegradeTheVerdictAndSpoilTheTimes() {
        Judgement judgement = judge(
                QUIET, CellResults.good().health(new Health(EndReason.TIME, 0, new Health.ClockWarp(1, 55), 0, 0, 0)));
        assertReason(TrustLevel.DEGRADED, "went backwards, by up to 55 ns", judgement);
        assertEquals(TrustLevel.NONE, judgement.trust().timing().level());
    }

    @Test
    void aPauseDegradesTheTimesAndNothingElse() {
        Judgement judgement = judge(
                QUIET, CellResults.good().health(new Health(EndReason.TIME, 0, Health.ClockWarp.NONE, 0, 0, 14.8)));
        assertEquals(TrustLevel.OK, judgement.trust().verdict().level());
        assertEquals(TrustLevel.DEGRADED, judgement.trust().timing().level());
        assertTrue(judgement.trust().timing().reasons().get(0).endsWith(": paused 15 s"));
        assertEquals(ExitCode.OK, judgement.exit());
    }

    @Test
    void aDeleterThatHardlyRanIsStarvedUnlessThatWasToBeExpected() {
        CellResults starved =
                CellResults.good().health(new Health(EndReason.TIME, 0, Health.ClockWarp.NONE, 0, 0.8, 0));
        assertReason(TrustLevel.DEGRADED, "starved, a deleter did not run for 80 %", judge(QUIET, starved));
        Judgement overcommitted = judge(OVERCOMMITTED, starved);
        assertEquals(TrustLevel.OK, overcommitted.trust().verdict().level());
        assertEquals(TrustLevel.NONE, overcommitted.trust().timing().level());
        assertEquals(2, overcommitted.trust().timing().reasons().size());
    }

    @Test
    void stampsThatDisagreeWithReturnValuesDegrade() {
        assertReason(
                TrustLevel.DEGRADED,
                "disagree on 2 % of the encounters",
                judge(QUIET, CellResults.good().count(Counter.DISAGREEMENTS, 4_000)));
    }

    @Test
    void anOracleThatDidNotRunSaysWhy() {
        Oracle oracle = judge(
                        QUIET, CellResults.planted(), CellResults.planted().status(CellStatus.SKIPPED, "unsafe"))
                .oracle();
        assertEquals("not run (unsafe)", oracle.note());
        assertEquals(1, oracle.seen());
        assertEquals(1, oracle.planted());
        assertEquals(2, oracle.defects().size());
    }

    @Test
    void theOracleTellsWhenADefectWasFirstSeen() {
        Oracle oracle = judge(QUIET, CellResults.planted()).oracle();
        assertEquals(2e-6, oracle.medianMs());
        assertEquals(Rule.NO_RUN_AFTER_SYNC, oracle.defects().get(0).rule());
        assertTrue(oracle.defects().get(0).seen());
    }

    @Test
    void whatIsKnownOrInterestingDoesNotFail() {
        assertOutcome(
                Verdict.PASS, 0, judge(QUIET, CellResults.good().known("id").violated(Rule.NO_OVERLAP)));
        assertOutcome(
                Verdict.PASS,
                0,
                judge(QUIET, CellResults.good().grade(Grade.INTERESTING).violated(Rule.NO_OVERLAP)));
    }

    @Test
    void aCellThatBrokeARuleIsNotVacuous() {
        CellResults brief =
                CellResults.good().known("id").violated(Rule.NO_OVERLAP).raced(1, 2, 100);
        assertOutcome(Verdict.PASS, 0, judge(QUIET, brief));
    }

    @Test
    void eachPhaseThatIsNeverHitInALongChaseDegrades() {
        for (Phase phase : List.of(Phase.ENTRY, Phase.BODY, Phase.LAST, Phase.AFTER)) {
            Map<Phase, Long> phases = new HashMap<>(ALL_PHASES);
            phases.put(phase, 0L);
            Judgement judgement = judge(QUIET, CellResults.good().phases(phases));
            assertReason(
                    TrustLevel.DEGRADED, "no deletion began in these phases of a handler: " + phase.label(), judgement);
            assertEquals(1, judgement.trust().verdict().reasons().size());
        }
        assertReason(
                TrustLevel.DEGRADED,
                "no deletion began in these phases of a handler: entry, last",
                judge(QUIET, CellResults.good().phases(Map.of(Phase.ENTRY, 0L, Phase.BODY, 9L, Phase.AFTER, 1L))));
    }

    @Test
    void beforeTheEntryOnlyDeletionsOfADequeuedTimerCount() {
        Map<Phase, Long> phases = ALL_PHASES;
        assertReason(
                TrustLevel.DEGRADED,
                "no deletion began in these phases of a handler: before",
                judge(QUIET, CellResults.good().phases(phases).phaseBins(0, 7)));
        assertEquals(
                TrustLevel.OK,
                judge(QUIET, CellResults.good().phases(phases).phaseBins(1, 7))
                        .trust()
                        .verdict()
                        .level());
    }

    @Test
    void aPhaseMissedByABriefChaseDoesNotDegrade() {
        assertEquals(
                TrustLevel.OK,
                judge(QUIET, CellResults.good().raced(1, 9_999, 20_000).phases(Map.of()))
                        .trust()
                        .verdict()
                        .level());
    }

    @Test
    void aThirdCpuThatDidNothingDegrades() {
        assertReason(
                TrustLevel.DEGRADED,
                "third CPU did nothing",
                judge(QUIET, CellResults.good().third(2, 0)));
        assertEquals(
                TrustLevel.OK,
                judge(QUIET, CellResults.good().third(2, 1)).trust().verdict().level());
    }

    @Test
    void rulesThatWereNotCheckedDegrade() {
        assertReason(
                TrustLevel.DEGRADED,
                "no rule was checked",
                judge(QUIET, CellResults.good().rulesChecked(Map.of())));
    }

    /** Otherwise no run of plan torture could be trusted. Rule 13 judges such timers. */
    @Test
    void aRuleThatTheContractDoesNotApplyToDeferrableTimersIsNotMissed() {
        assertEquals(
                TrustLevel.OK,
                judge(QUIET, CellResults.good().timer(TimerFlag.DEFERRABLE))
                        .trust()
                        .verdict()
                        .level());
    }

    @Test
    void aDefectThatIsNotSeenBeforeThePlanTakesAllTrust() {
        assertReason(
                TrustLevel.NONE,
                "the planted defect was not seen",
                judge(QUIET, CellResults.planted().oracle().sound(), CellResults.good()));
    }

    @Test
    void aSweepThatNeverStayedAtAWindowIsTrustedLess() {
        CellResults blind = CellResults.good()
                .settings(s -> s.withStalls(CellSettings.SWEEP))
                .count(Counter.STALLS, 900)
                .count(Counter.STALL_STAYS, 30);
        assertReason(TrustLevel.DEGRADED, "did not know where windows are: install libcapstone", judge(QUIET, blind));
        Judgement seeing = judge(
                QUIET,
                blind,
                CellResults.good()
                        .settings(s -> s.withStalls(CellSettings.SWEEP))
                        .count(Counter.STALLS, 900)
                        .count(Counter.STALL_STAYS, 30)
                        .count(Counter.STALL_WINDOWS, 1));
        assertEquals(TrustLevel.OK, seeing.trust().verdict().level());
    }

    private static Judgement judge(Circumstances circumstances, CellResults... cells) {
        return Judge.judge(Stream.of(cells).map(CellResults::make).toList(), circumstances);
    }

    private static void assertOutcome(Verdict verdict, int exit, Judgement judgement) {
        assertEquals(verdict, judgement.verdict());
        assertEquals(exit, judgement.exit().code());
    }

    private static void assertReason(TrustLevel level, String reason, Judgement judgement) {
        Assessment verdict = judgement.trust().verdict();
        assertEquals(level, verdict.level(), verdict.toString());
        assertTrue(verdict.reasons().stream().anyMatch(r -> r.contains(reason)), verdict.toString());
    }
}
