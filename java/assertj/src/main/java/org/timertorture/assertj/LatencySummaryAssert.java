// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.util.function.ToLongFunction;
import org.assertj.core.api.AbstractAssert;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;

/** Assertions about the durations of calls. */
public class LatencySummaryAssert extends AbstractAssert<LatencySummaryAssert, LatencySummary> {
    /** Null outside soft assertions. */
    TimertortureSoftAssertions softly;

    /** The run of the calls; null if it is not known. */
    RunResult run;

    public LatencySummaryAssert(LatencySummary actual) {
        super(actual, LatencySummaryAssert.class);
    }

    /** Begins assertions about the median. */
    public NanosAssert p50() {
        return nanos("p50", LatencySummary::p50);
    }

    /** Begins assertions about the duration that 90 % of the calls do not exceed. */
    public NanosAssert p90() {
        return nanos("p90", LatencySummary::p90);
    }

    /** Begins assertions about the duration that 99 % of the calls do not exceed. */
    public NanosAssert p99() {
        return nanos("p99", LatencySummary::p99);
    }

    /** Begins assertions about the duration that 99.9 % of the calls do not exceed. */
    public NanosAssert p999() {
        return nanos("p999", LatencySummary::p999);
    }

    /** Begins assertions about the longest duration. */
    public NanosAssert max() {
        return nanos("max", LatencySummary::max);
    }

    private NanosAssert nanos(String name, ToLongFunction<LatencySummary> duration) {
        if (softly == null) {
            isNotNull();
        }
        Long ns = actual == null ? null : duration.applyAsLong(actual);
        NanosAssert assertion = softly == null ? new NanosAssert(ns) : softly.proxy(NanosAssert.class, Long.class, ns);
        assertion.run = run;
        String of = descriptionText();
        return assertion.as("%s of %s, in ns", name, of.isEmpty() ? "the calls" : of);
    }
}
