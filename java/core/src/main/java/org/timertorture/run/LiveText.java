// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Locale;
import java.util.Optional;
import org.timertorture.plan.Cell;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.ProgressRecord;

/** Says which cell races now, and what it has come to so far. */
final class LiveText {
    private static final double NS_PER_SECOND = 1e9;
    private static final double PERCENT = 100;

    private LiveText() {}

    /**
     * Returns the text, such as {@code cell 4 of 12: 30,630 races/s, hit 33%, running/timer_delete/chase/remote}.
     *
     * @param cells the number of cells of the run
     */
    static String of(Cell cell, int cells, Optional<ProgressRecord> progress) {
        String figures = progress.filter(p -> p.elapsedNs() > 0)
                .map(p -> figures(p, cell.scenario().aim()) + ", ")
                .orElse("");
        return String.format(Locale.ROOT, "cell %d of %d: %s%s", cell.number() + 1, cells, figures, cell.id());
    }

    private static String figures(ProgressRecord p, Outcome aim) {
        double seconds = p.elapsedNs() / NS_PER_SECOND;
        if (aim != Outcome.ENCOUNTER) {
            long calls = p.attempts().stream().mapToLong(Long::longValue).sum();
            return String.format(Locale.ROOT, "%,.0f calls/s", calls / seconds);
        }
        long races = p.attempts().get(Outcome.ENCOUNTER.number());
        return String.format(
                Locale.ROOT, "%,.0f races/s, hit %.0f%%", races / seconds, PERCENT * races / Math.max(1, p.expiries()));
    }
}
