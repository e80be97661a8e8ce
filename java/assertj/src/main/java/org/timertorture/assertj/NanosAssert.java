// SPDX-License-Identifier: Apache-2.0
package org.timertorture.assertj;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractLongAssert;
import org.timertorture.result.RunResult;

/** Assertions about a duration in ns. Without KVM, durations mean nothing outside their run. */
public class NanosAssert extends AbstractLongAssert<NanosAssert> {
    /** The run that was measured; null if it is not known. */
    RunResult run;

    public NanosAssert(Long actual) {
        super(actual, NanosAssert.class);
    }

    /** Verifies that the duration is shorter than a bound. */
    public NanosAssert isBelow(Duration bound) {
        isNotNull();
        if (actual >= bound.toNanos()) {
            failWithMessage("expected less than %s ns, but it took %s ns%s", ns(bound), ns(actual), evidence());
        }
        return this;
    }

    /** Verifies that the duration is longer than a bound. */
    public NanosAssert isAbove(Duration bound) {
        isNotNull();
        if (actual <= bound.toNanos()) {
            failWithMessage("expected more than %s ns, but it took %s ns%s", ns(bound), ns(actual), evidence());
        }
        return this;
    }

    private String evidence() {
        if (run == null) {
            return "";
        }
        String emulated = run.environment().emulated() ? "\nThe CPUs were emulated, so that times mean nothing." : "";
        return emulated + "\n" + Evidence.of(run, List.of());
    }

    private static String ns(Duration duration) {
        return ns(duration.toNanos());
    }

    private static String ns(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
