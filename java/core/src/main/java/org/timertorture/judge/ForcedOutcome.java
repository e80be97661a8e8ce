// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.timertorture.plan.Expectation;
import org.timertorture.result.CellResult;
import org.timertorture.uapi.ModelCounter;

/**
 * The outcome of the trials of a forced race, over all pairs of a cell.
 *
 * @param counters the number of trials and how they ended, summed over the pairs
 */
public record ForcedOutcome(Map<ModelCounter, Long> counters) {

    public ForcedOutcome {
        counters = Map.copyOf(counters);
    }

    /** Returns the outcome of a cell that forces a race; empty for any other cell. */
    public static Optional<ForcedOutcome> of(CellResult cell) {
        Map<ModelCounter, Long> sums = new EnumMap<>(ModelCounter.class);
        cell.models().forEach(m -> m.counters().forEach((counter, count) -> sums.merge(counter, count, Long::sum)));
        boolean forced = cell.models().stream().anyMatch(m -> m.handshakes() > 0);
        return forced ? Optional.of(new ForcedOutcome(sums)) : Optional.empty();
    }

    /** Returns the number of trials. */
    public long trials() {
        return count(ModelCounter.TRIALS);
    }

    /** Returns the number of trials whose steps did not follow the script. */
    public long lost() {
        return count(ModelCounter.LOST);
    }

    private long count(ModelCounter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /**
     * Returns how all trials ended that followed the script: lost if most trials did not follow it, empty if they ended
     * differently.
     */
    public Optional<Expectation.Kind> kind() {
        long followed = trials() - lost();
        if (followed == 0 || lost() > followed) {
            return Optional.of(Expectation.Kind.LOST);
        }
        if (count(ModelCounter.DEFEATED) == followed) {
            return Optional.of(Expectation.Kind.DEFEATED);
        }
        if (count(ModelCounter.HOLDS) == followed) {
            return Optional.of(Expectation.Kind.HOLDS);
        }
        return count(ModelCounter.HUNG) == followed ? Optional.of(Expectation.Kind.HUNG) : Optional.empty();
    }

    /** Describes the outcome in words, with the number of trials that had it. */
    public String words() {
        Optional<Expectation.Kind> kind = kind();
        if (kind.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%d defeated, %d held, %d hung, %d lost",
                    count(ModelCounter.DEFEATED),
                    count(ModelCounter.HOLDS),
                    count(ModelCounter.HUNG),
                    lost());
        }
        long of = switch (kind.get()) {
            case DEFEATED -> count(ModelCounter.DEFEATED);
            case HOLDS -> count(ModelCounter.HOLDS);
            case HUNG -> count(ModelCounter.HUNG);
            default -> lost();
        };
        return String.format(Locale.ROOT, "%s %d of %d", kind.get().label(), of, trials());
    }
}
