// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.timertorture.assertj.TimertortureAssertions.assertThat;
import static org.timertorture.assertj.TimertortureAssertions.atLeast;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.Attempts;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.Timeline;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimertortureAssertionsTest {
    private static final String DELETE = "running/timer_delete_sync/chase/remote";
    private static final String SHUTDOWN = "running/timer_shutdown_sync/chase/remote";

    private static CellResults good() {
        return CellResults.good().id(DELETE).raced(2, 160_000, 200_000);
    }

    private static CellResults bad() {
        return CellResults.good()
                .id(SHUTDOWN)
                .timeline(new Timeline(
                        0,
                        5L,
                        List.of(
                                new Timeline.Happening(-1_200, 0, 5, EventKind.ENTER, 7, 0),
                                new Timeline.Happening(-300, 1, 5, EventKind.DELETED, 7, 1),
                                new Timeline.Happening(
                                        0, 1, 5, EventKind.VIOLATION, 7, Rule.NO_RUN_AFTER_SYNC.number()))))
                .violated(Rule.NO_RUN_AFTER_SYNC);
    }

    private static String failure(ThrowingCallable assertion) {
        return assertThrows(AssertionError.class, assertion::call).getMessage();
    }

    @Test
    void a_good_run_passes_every_assertion() {
        RunResult run = RunResults.of(good(), CellResults.planted().id("running/broken_no_wait/chase/remote"));
        assertThat(run)
                .isTrusted()
                .hasVerdict(Verdict.PASS)
                .ranToItsEnd()
                .hasNoForbiddenOutcomes()
                .breaksNoRuleThatHeldIn(run)
                .cell("running/timer_delete_sync")
                .ranToItsEnd()
                .hasNoForbiddenOutcomes()
                .hasNoViolations()
                .checked(Rule.NO_OVERLAP)
                .hasOutcome(CellOutcome.OK)
                .hasHit(atLeast(80).percent())
                .deletion()
                .p99()
                .isBelow(Duration.ofNanos(901))
                .isAbove(Duration.ofNanos(899))
                .isEqualTo(900);
        assertThat(run)
                .cell("running/broken_no_wait")
                .broke(Rule.NO_RUN_AFTER_SYNC)
                .hasOutcome(CellOutcome.DEFECT_CAUGHT);
    }

    @Test
    void a_forbidden_outcome_shows_its_rule_promise_evidence_timeline_and_the_command_that_replays_it() {
        RunResult run = RunResults.of(good(), bad());
        assertThat(failure(() -> assertThat(run).hasNoForbiddenOutcomes()))
                .containsSubsequence(
                        "expected no forbidden outcome, but found:",
                        "FORBIDDEN: no-run-after-sync broken 3 times in ",
                        "promise: what is promised (where it stands)",
                        "what was seen, in a sentence",
                        "CPU 0",
                        "CPU 1",
                        "{ handler",
                        "deleted: 1",
                        "! no-run-after-sync",
                        "to race it again: scripts/timertorture run quick --kernel 6.1.0-56-cloud-amd64 --cpus 2"
                                + " --nodes 1 --seconds 10 --seed 9007199254740991");
        assertThat(failure(() -> assertThat(run).cell(SHUTDOWN).hasNoForbiddenOutcomes()))
                .contains("[cell " + SHUTDOWN + "]", "promise: ", "--seed 9007199254740991");
        assertThat(run).cell(DELETE).hasNoForbiddenOutcomes();
    }

    @Test
    void an_expected_violation_and_a_known_finding_are_not_forbidden() {
        RunResult run = RunResults.of(
                CellResults.planted().id("running/broken_no_wait/chase/remote"),
                good().known("F1").violated(Rule.FREED));
        assertThat(run).hasNoForbiddenOutcomes();
        assertThat(failure(() -> assertThat(run).cell(DELETE).hasNoViolations()))
                .contains("KNOWN: freed broken");
    }

    @Test
    void a_dead_kernel_is_a_forbidden_outcome_and_shows_its_console() {
        RunResult run = RunResults.of(
                new EndingResult(EndingKind.PANIC, "Kernel panic", List.of("[ 1.0] Kernel panic - not syncing")),
                good().status(CellStatus.CRASHED, "the kernel died"));
        assertThat(failure(() -> assertThat(run).hasNoForbiddenOutcomes()))
                .contains("the kernel ended: panic: Kernel panic", "  | [ 1.0] Kernel panic - not syncing");
        assertThat(failure(() -> assertThat(run).ranToItsEnd())).contains(DELETE + ": the kernel died");
    }

    @Test
    void an_untrusted_run_says_why() {
        RunResult run = RunResults.of(good().attempts(Attempts.NONE));
        assertThat(failure(() -> assertThat(run).isTrusted()))
                .contains(run.trust().verdict().reasons().get(0));
        assertThat(failure(() -> assertThat(run).isFullyTrusted()))
                .contains(run.trust().verdict().reasons().get(0));
    }

    @Test
    void a_rule_that_the_other_kernel_keeps_and_this_one_breaks_is_shown() {
        RunResult before = RunResults.of(bad().sound().rulesChecked(java.util.Map.of(Rule.NO_RUN_AFTER_SYNC, 5L)));
        RunResult after = RunResults.of(bad());
        assertThat(before).breaksNoRuleThatHeldIn(after);
        assertThat(after).breaksNoRuleThatHeldIn(after);
        assertThat(failure(() -> assertThat(after).breaksNoRuleThatHeldIn(before)))
                .contains("to break no rule that held on", "no-run-after-sync broken 3 times");
    }

    @Test
    void an_unknown_cell_names_the_nearest_ones() {
        RunResult run = RunResults.of(good(), bad());
        assertThat(failure(() -> assertThat(run).cell("running/timer_delete_snyc")))
                .contains("there is no cell \"running/timer_delete_snyc\"; did you mean running/timer_delete_sync");
        assertThat(failure(() -> assertThat(run).cell("running")))
                .contains("2 cells begin with \"running\": " + DELETE + ", " + SHUTDOWN);
    }

    @Test
    void too_few_encounters_and_too_long_calls_show_both_numbers() {
        RunResult run = RunResults.of(good());
        assertThat(failure(
                        () -> assertThat(run).cell(DELETE).hasHit(atLeast(80.1).percent())))
                .contains("at least 80.1 % of the handlers", "overlapped 80.0 %: 160,000 of 200,000", "--seed");
        assertThat(failure(() -> assertThat(run).cell(DELETE).deletion().p99().isBelow(Duration.ofNanos(900))))
                .contains("p99 of cell " + DELETE, "less than 900 ns", "900 ns", "emulated");
        assertThrows(IllegalArgumentException.class, () -> atLeast(101).percent());
    }

    @Test
    void a_rule_that_held_shows_how_often_it_was_checked() {
        assertThat(failure(() -> assertThat(RunResults.of(good())).cell(DELETE).broke(Rule.NO_OVERLAP)))
                .contains("no-overlap to be broken", "200,000 checks");
        assertThat(failure(() -> assertThat(RunResults.of(good())).cell(DELETE).checked(Rule.FREED)))
                .contains("freed to be checked");
    }

    @Test
    void soft_assertions_report_every_cell_at_the_end() {
        RunResult run = RunResults.of(good(), bad());
        AssertJMultipleFailuresError error = assertThrows(
                AssertJMultipleFailuresError.class,
                () -> TimertortureSoftAssertions.assertSoftlyThat(softly -> {
                    softly.assertThat(run)
                            .cell(DELETE)
                            .hasHit(atLeast(99).percent())
                            .hasNoViolations();
                    softly.assertThat(run)
                            .cell(SHUTDOWN)
                            .hasNoViolations()
                            .deletion()
                            .p50()
                            .isBelow(Duration.ofNanos(1));
                    softly.assertThat(run).isTrusted().hasNoForbiddenOutcomes();
                    softly.assertThat(run)
                            .cell("nothing/alike")
                            .hasNoViolations()
                            .deletion()
                            .max()
                            .isBelow(Duration.ZERO);
                    softly.assertThat(1).isEqualTo(2);
                }));
        assertThat(error.getFailures()).extracting(Throwable::getMessage).satisfies(messages -> {
            assertThat(messages.get(0)).contains("[cell " + DELETE + "]", "at least 99.0 %");
            assertThat(messages.get(1)).contains("[cell " + SHUTDOWN + "]", "no-run-after-sync broken 3 times");
            assertThat(messages.get(2)).contains("p50 of cell " + SHUTDOWN, "less than 1 ns");
            assertThat(messages.get(3)).contains("no forbidden outcome");
            assertThat(messages.get(4)).contains("there is no cell \"nothing/alike\"");
            assertThat(messages.get(messages.size() - 1)).contains("2");
        });
    }
}
