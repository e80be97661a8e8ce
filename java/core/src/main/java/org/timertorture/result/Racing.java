// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Counter;

/**
 * How a cell raced and what was counted in it. The counts are sums over all pairs.
 *
 * @param seconds how long the cell raced, in seconds
 * @param weight the cell's share of the racing time, relative to the weights of the other cells
 * @param sleep whether workers slept at barriers, because they shared CPUs
 * @param seed the seed of every random choice in the cell
 * @param attempts the deletions by their outcome
 * @param counters what else was counted; a cell that did not come to its end has only some of the counters
 * @param pairs the pairs of CPUs
 * @param cycles what happened while modules were loaded and unloaded; null unless the scenario does that
 */
public record Racing(
        double seconds,
        int weight,
        boolean sleep,
        long seed,
        Attempts attempts,
        Map<Counter, Long> counters,
        List<PairResult> pairs,
        Cycles cycles) {

    public Racing {
        attempts = attempts == null ? Attempts.NONE : attempts;
        counters = Counts.copyOf(Counter.class, counters);
        pairs = pairs == null ? List.of() : List.copyOf(pairs);
    }

    /** Returns one counter; 0 if it is absent. */
    public long count(Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }
}
