// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.Uapi;

/**
 * Where in their handlers' time deletions began. Bounds are shares of the handler's length: 0 is its entry, 1 its exit.
 * A deletion that came in time to dequeue is in no bin, since nobody knows when its handler would have begun: bins
 * before the entry hold those that found the timer off the wheel, its handler not begun.
 *
 * @param from where the first bin begins
 * @param to where the last one ends
 * @param counts by bin, all of the same width
 */
public record PhaseHistogram(double from, double to, List<Long> counts) {

    public PhaseHistogram {
        counts = List.copyOf(counts);
    }

    /** Of counts by bin, as the module has them. */
    public static PhaseHistogram of(List<Long> counts) {
        return new PhaseHistogram(-1, 2, counts);
    }

    /** How many began before the handler's entry, when it could not be kept from running any more. */
    public long beforeEntry() {
        return counts.stream()
                .limit(Uapi.PHASE_BINS_EACH)
                .mapToLong(Long::longValue)
                .sum();
    }
}
