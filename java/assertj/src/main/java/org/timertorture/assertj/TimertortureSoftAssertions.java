// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;

/**
 * Assertions that are all checked before a failure is reported, so that one test shows everything that is wrong with the
 * cells of a run.
 *
 * <pre>{@code
 * TimertortureSoftAssertions.assertSoftlyThat(softly -> {
 *     for (CellResult cell : result.cells()) {
 *         softly.assertThat(cell).ranToItsEnd().hasNoViolations();
 *     }
 * });
 * }</pre>
 *
 * <p>AssertJ's {@code SoftAssertionsExtension} gives an instance to JUnit tests.
 */
public class TimertortureSoftAssertions extends SoftAssertions {
    /** Begins assertions about a run. */
    public RunResultAssert assertThat(RunResult actual) {
        RunResultAssert assertion = proxy(RunResultAssert.class, RunResult.class, actual);
        assertion.softly = this;
        return assertion;
    }

    /** Begins assertions about a cell. */
    public CellResultAssert assertThat(CellResult actual) {
        CellResultAssert assertion = proxy(CellResultAssert.class, CellResult.class, actual);
        assertion.softly = this;
        return assertion;
    }

    /** Begins assertions about the durations of calls. */
    public LatencySummaryAssert assertThat(LatencySummary actual) {
        LatencySummaryAssert assertion = proxy(LatencySummaryAssert.class, LatencySummary.class, actual);
        assertion.softly = this;
        return assertion;
    }

    /** Checks all assertions that a function makes, and reports all of their failures at its end. */
    public static void assertSoftlyThat(Consumer<TimertortureSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(TimertortureSoftAssertions.class, assertions);
    }
}
