// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;
import org.timertorture.judge.CellJudge;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Rule;

/** Assertions about a cell. */
public class CellResultAssert extends AbstractAssert<CellResultAssert, CellResult> {
    /** Null outside soft assertions. */
    TimertortureSoftAssertions softly;

    /** The run of the cell; null if it is not known. */
    RunResult run;

    public CellResultAssert(CellResult actual) {
        super(actual, CellResultAssert.class);
    }

    /** Verifies that the cell raced to its end. */
    public CellResultAssert ranToItsEnd() {
        isNotNull();
        if (actual.status() != CellStatus.RAN || !new CellJudge(actual).toItsEnd()) {
            failWithMessage("expected the cell to run to its end, but: %s%n%s", why(actual), evidence());
        }
        return this;
    }

    /**
     * Verifies that no promise was broken, that the kernel reported nothing that speaks against it, and that it did not
     * die. What the plan expects and what a known finding explains is no forbidden outcome.
     */
    public CellResultAssert hasNoForbiddenOutcomes() {
        isNotNull();
        if (forbidden(actual)) {
            failWithMessage("expected no forbidden outcome, but found:%n%s", evidence());
        }
        return this;
    }

    /** Verifies that no rule was broken at all, whatever it means. */
    public CellResultAssert hasNoViolations() {
        isNotNull();
        if (!actual.violations().isEmpty()) {
            failWithMessage("expected no broken rule, but found:%n%s", evidence());
        }
        return this;
    }

    /** Verifies that a rule was broken, however that is graded. */
    public CellResultAssert broke(Rule rule) {
        isNotNull();
        if (actual.violations().stream().noneMatch(v -> v.rule() == rule)) {
            failWithMessage(
                    "expected the rule %s to be broken, but the cell is \"%s\" after %,d checks of that rule%n%s",
                    rule.label(),
                    CellOutcome.of(actual).words(),
                    actual.rulesChecked().getOrDefault(rule, 0L),
                    evidence());
        }
        return this;
    }

    /** Verifies that a rule was checked at least once. */
    public CellResultAssert checked(Rule rule) {
        isNotNull();
        if (actual.rulesChecked().getOrDefault(rule, 0L) == 0) {
            failWithMessage("expected the rule %s to be checked, but it never was", rule.label());
        }
        return this;
    }

    /** Verifies what became of the cell, in the word of the table. */
    public CellResultAssert hasOutcome(CellOutcome outcome) {
        isNotNull();
        if (CellOutcome.of(actual) != outcome) {
            failWithMessage(
                    "expected the cell to be \"%s\", but it is \"%s\"%n%s",
                    outcome.words(), CellOutcome.of(actual).words(), evidence());
        }
        return this;
    }

    /** Verifies that deletions overlapped at least this share of all handlers, as in {@code atLeast(80).percent()}. */
    public CellResultAssert hasHit(Share least) {
        isNotNull();
        if (actual.shareMet() < least.fraction()) {
            failWithMessage(
                    "expected deletions to overlap at least %s of the handlers, but they overlapped %s: %s of %s%n%s",
                    least,
                    new Share(Math.min(1, actual.shareMet())),
                    number(actual.attempts().encounter()),
                    number(actual.expiriesRaced()),
                    evidence());
        }
        return this;
    }

    /** Begins assertions about the durations of the calls at which the scenario aims. */
    public LatencySummaryAssert deletion() {
        if (softly == null) {
            isNotNull();
        }
        LatencySummary durations = actual == null ? null : actual.aimed();
        if (durations == null) {
            AssertionError error = failure("%s", untimed());
            if (softly == null) {
                throw error;
            }
            softly.collectAssertionError(error);
        }
        LatencySummaryAssert assertion =
                softly == null ? new LatencySummaryAssert(durations) : softly.assertThat(durations);
        assertion.run = run;
        return assertion.as(descriptionText());
    }

    private String untimed() {
        return actual == null
                ? "there are no durations, because there is no cell"
                : "expected the cell to have durations, but no call had the outcome "
                        + actual.aim().label();
    }

    private String evidence() {
        return Evidence.of(run, List.of(actual));
    }

    static boolean forbidden(CellResult cell) {
        CellJudge judge = new CellJudge(cell);
        return cell.status() == CellStatus.CRASHED
                || !judge.unexpected().isEmpty()
                || !judge.unexpectedReports().isEmpty();
    }

    /** Returns why a cell did not run to its end. */
    static String why(CellResult cell) {
        return cell.reason() == null ? "it is \"" + CellOutcome.of(cell).words() + "\"" : cell.reason();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
