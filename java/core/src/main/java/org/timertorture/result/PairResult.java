// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Map;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairSpan;

/**
 * One pair of a cell.
 *
 * @param deleter the CPU that deletes
 * @param base the CPU that arms
 * @param node the memory node of the timers
 * @param third the CPU where somebody else interferes; null if nobody does
 * @param counted what was counted; null if the pair did not come to its end
 * @param span how far apart its CPUs are; null in a result of an earlier version
 * @param times the durations of the calls at which the scenario aims; null if there were none
 */
public record PairResult(int deleter, int base, int node, Integer third, Counted counted, PairSpan span, Times times) {

    /** Creates a pair without times. */
    public PairResult(int deleter, int base, int node, Integer third, Counted counted) {
        this(deleter, base, node, third, counted, null, null);
    }

    /** Returns the result of a pair. */
    public static PairResult of(Pair pair, Counted counted, PairSpan span, Times times) {
        return new PairResult(
                pair.deleter(), pair.base(), pair.node(), pair.hasThird() ? pair.third() : null, counted, span, times);
    }

    /**
     * The durations of calls, in ns.
     *
     * @param count the number of calls
     * @param p50 the median
     * @param p99 the duration that 99 % of the calls do not exceed
     * @param max the longest
     */
    public record Times(long count, long p50, long p99, long max) {}

    /**
     * What the module counted for one pair.
     *
     * @param attempts the deletions by their outcome
     * @param counters what else was counted
     * @param returned the calls by what they returned
     * @param lastBatch the number of timers in the last batch
     * @param gaps when the deleter did not run although it was spinning
     * @param handlerNs the duration of the shortest and the longest handler, in ns
     */
    public record Counted(
            Attempts attempts,
            Map<Counter, Long> counters,
            Map<ReturnValue, Long> returned,
            long lastBatch,
            Gaps gaps,
            Range handlerNs) {

        public Counted {
            counters = Counts.copyOf(Counter.class, counters);
            returned = Counts.copyOf(ReturnValue.class, returned);
        }

        /** Returns one counter; 0 if it is absent. */
        public long count(Counter counter) {
            return counters.getOrDefault(counter, 0L);
        }
    }

    /**
     * When the deleter did not run although it was spinning.
     *
     * @param share the share of the time, 0 to 1
     * @param maxNs the largest gap, in ns
     */
    public record Gaps(double share, long maxNs) {}

    /**
     * The smallest and the largest of several values.
     *
     * @param min the smallest
     * @param max the largest
     */
    public record Range(long min, long max) {}
}
