// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Outcome;

/**
 * The number of deletions of each outcome.
 *
 * @param counts by outcome; every outcome is present
 */
public record Attempts(@JsonValue Map<Outcome, Long> counts) {
    /** No deletion at all. */
    public static final Attempts NONE = new Attempts(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Attempts {
        Map<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, counts.getOrDefault(outcome, 0L));
        }
        counts = Counts.copyOf(Outcome.class, all);
    }

    /** Returns the attempts of an array that is indexed by the outcome's number, as the kernel has it. */
    public static Attempts of(List<Long> byOutcome) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, byOutcome.get(outcome.ordinal()));
        }
        return new Attempts(counts);
    }

    /** Returns the sums of these attempts and others. */
    public Attempts plus(Attempts other) {
        Map<Outcome, Long> sums = new EnumMap<>(counts);
        other.counts.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
        return new Attempts(sums);
    }

    /** Returns the number of deletions with an outcome. */
    public long of(Outcome outcome) {
        return counts.get(outcome);
    }

    /** Returns the number of deletions that dequeued the timer before its handler began. */
    public long early() {
        return of(Outcome.EARLY);
    }

    /** Returns the number of deletions whose call overlapped the handler. */
    public long encounter() {
        return of(Outcome.ENCOUNTER);
    }

    /** Returns the number of deletions whose handler had ended, or was never due. */
    public long late() {
        return of(Outcome.LATE);
    }

    /** Returns the number of all deletions. */
    public long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
