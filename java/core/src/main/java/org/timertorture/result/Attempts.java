// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.Outcome;

/** Deletions by outcome. */
public record Attempts(long early, long encounter, long late) {
    /** None. */
    public static final Attempts NONE = new Attempts(0, 0, 0);

    /** Takes the kernel's array. */
    public static Attempts of(List<Long> byOutcome) {
        return new Attempts(
                byOutcome.get(Outcome.EARLY.ordinal()),
                byOutcome.get(Outcome.ENCOUNTER.ordinal()),
                byOutcome.get(Outcome.LATE.ordinal()));
    }

    public Attempts plus(Attempts other) {
        return new Attempts(early + other.early, encounter + other.encounter, late + other.late);
    }

    public long of(Outcome outcome) {
        return switch (outcome) {
            case EARLY -> early;
            case ENCOUNTER -> encounter;
            case LATE -> late;
        };
    }

    /** All together. */
    public long sum() {
        return early + encounter + late;
    }
}
