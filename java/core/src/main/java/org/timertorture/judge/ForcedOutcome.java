// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.Locale;
import java.util.Optional;
import org.timertorture.plan.Expectation;
import org.timertorture.result.CellResult;

/**
 * What the trials of a forced race came to, over all pairs of a cell.
 *
 * @param trials each is one of the next four
 * @param defeated the race was won against the primitive
 * @param holds it was not
 * @param hung the deletion would have spun for ever
 * @param lost the steps did not follow the script
 */
public record ForcedOutcome(long trials, long defeated, long holds, long hung, long lost) {

    /** Of a cell that forces a race; else empty. */
    public static Optional<ForcedOutcome> of(CellResult cell) {
        ForcedOutcome sum = cell.models().stream()
                .map(m -> new ForcedOutcome(m.trials(), m.defeated(), m.holds(), m.hung(), m.lost()))
                .reduce(new ForcedOutcome(0, 0, 0, 0, 0), ForcedOutcome::plus);
        boolean forced = cell.models().stream().anyMatch(m -> m.handshakes() > 0);
        return forced ? Optional.of(sum) : Optional.empty();
    }

    private ForcedOutcome plus(ForcedOutcome o) {
        return new ForcedOutcome(
                trials + o.trials, defeated + o.defeated, holds + o.holds, hung + o.hung, lost + o.lost);
    }

    /** What all trials that followed the script came to; lost if most did not; empty if they differ. */
    public Optional<Expectation.Kind> kind() {
        long followed = trials - lost;
        if (followed == 0 || lost > followed) {
            return Optional.of(Expectation.Kind.LOST);
        }
        if (defeated == followed) {
            return Optional.of(Expectation.Kind.DEFEATED);
        }
        if (holds == followed) {
            return Optional.of(Expectation.Kind.HOLDS);
        }
        return hung == followed ? Optional.of(Expectation.Kind.HUNG) : Optional.empty();
    }

    /** In words: what came, and how often of how many. */
    public String words() {
        Optional<Expectation.Kind> kind = kind();
        if (kind.isEmpty()) {
            return String.format(Locale.ROOT, "%d defeated, %d held, %d hung, %d lost", defeated, holds, hung, lost);
        }
        long of = switch (kind.get()) {
            case DEFEATED -> defeated;
            case HOLDS -> holds;
            case HUNG -> hung;
            default -> lost;
        };
        return String.format(Locale.ROOT, "%s %d of %d", kind.get().label(), of, trials);
    }
}
