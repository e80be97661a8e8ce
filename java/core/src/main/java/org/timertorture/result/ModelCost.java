// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What a deletion cost at one number of slots.
 *
 * @param slots the number of slots that there were to ask; 0 for a call of the running kernel, which has none
 * @param remoteSlots how many of them are on other nodes than the deleter
 * @param calls the number of calls that were timed
 * @param meanCycles the mean cost in cycles of the clock that was read, as in 2004
 * @param meanNs the mean cost in ns
 * @param p50Ns the median cost in ns
 * @param p99Ns the cost that 99 % of the calls do not exceed, in ns
 * @param dirtiedShare the share of the slots looked at that their owner had written since the call before, 0 to 1; null
 *     unless owners wrote
 */
public record ModelCost(
        int slots,
        int remoteSlots,
        long calls,
        double meanCycles,
        double meanNs,
        long p50Ns,
        long p99Ns,
        Double dirtiedShare) {}
