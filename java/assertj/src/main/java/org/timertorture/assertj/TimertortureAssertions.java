// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import org.assertj.core.api.Assertions;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;

/**
 * The entry to all assertions, for static import. It has AssertJ's own assertions, too.
 *
 * <pre>{@code
 * assertThat(result)
 *         .isTrusted()
 *         .hasNoForbiddenOutcomes()
 *         .cell("running/timer_delete_sync")
 *         .hasHit(atLeast(20).percent())
 *         .deletion()
 *         .p99()
 *         .isBelow(Duration.ofMillis(1));
 * }</pre>
 */
public class TimertortureAssertions extends Assertions {
    /** For subclasses that have further assertions. */
    protected TimertortureAssertions() {}

    /** Begins assertions about a run. */
    public static RunResultAssert assertThat(RunResult actual) {
        return new RunResultAssert(actual);
    }

    /** Begins assertions about a cell. */
    public static CellResultAssert assertThat(CellResult actual) {
        return new CellResultAssert(actual);
    }

    /** Begins assertions about the durations of calls. */
    public static LatencySummaryAssert assertThat(LatencySummary actual) {
        return new LatencySummaryAssert(actual);
    }

    /** Begins a lower bound, as in {@code atLeast(80).percent()}. */
    public static LowerBound atLeast(double number) {
        return new LowerBound(number);
    }
}
