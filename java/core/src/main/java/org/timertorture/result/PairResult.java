// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * One pair of a cell. What was counted is null if the pair did not come to its end.
 *
 * @param deleter the CPU that deletes
 * @param base the CPU that arms
 * @param node memory node of the timers
 * @param third the CPU where somebody else interferes; null if nobody does
 */
public record PairResult(int deleter, int base, int node, Integer third, Counted counted) {

    /**
     * What the module counted.
     *
     * @param batch size of the last one
     * @param gapShare share of the time in which the deleter did not run though it spun
     * @param gapMaxNs the largest such gap
     * @param disagreements encounters without -1 or the other way round, where the call can return it
     * @param disturbed calls with a tick, softirq or context switch inside
     * @param outlived calls that did not return -1 and, by stamps, left their handler running
     */
    public record Counted(
            Attempts attempts,
            long expiries,
            long arms,
            long rearms,
            long doubtfulArms,
            long dequeues,
            long pending,
            Returned returned,
            long disagreements,
            long disturbed,
            long outlived,
            long batches,
            long batch,
            double gapShare,
            long gapMaxNs,
            long handlerMinNs,
            long handlerMaxNs) {}

    /** Calls by what they returned. */
    public record Returned(long minusOne, long zero, long one, long other) {}
}
