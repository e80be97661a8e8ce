// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Collections;
import java.util.List;
import org.timertorture.uapi.Uapi;

/**
 * Where in their handlers' time deletions began, in bins of equal width. Bounds are multiples of the handler's length: 0
 * is its entry and 1 its exit. A deletion that dequeued the timer is in no bin, because nobody knows when the handler
 * would have begun. So a bin before the entry has deletions that found the timer off the wheel before its handler began.
 *
 * @param from where the first bin begins
 * @param to where the last bin ends
 * @param counts the number of deletions in each bin
 */
public record PhaseHistogram(double from, double to, List<Long> counts) {

    public PhaseHistogram {
        counts = List.copyOf(counts);
    }

    /** Returns the histogram of counts by bin, as the module has them. */
    public static PhaseHistogram of(List<Long> counts) {
        return new PhaseHistogram(-1, 2, counts);
    }

    /** Returns what the emptiest bin has of the share that each would have if all were equal: 1 if they are. */
    public double rarestShare() {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) Collections.min(counts) * counts.size() / all;
    }

    /** Returns how many deletions began before the entry of a handler that they could not keep from running. */
    public long beforeEntry() {
        return counts.stream()
                .limit(Uapi.PHASE_BINS_EACH)
                .mapToLong(Long::longValue)
                .sum();
    }
}
