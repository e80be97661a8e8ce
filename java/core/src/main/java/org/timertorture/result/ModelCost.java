// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What a deletion cost at one number of slots.
 *
 * @param slots that there were to ask; 0 of a call of the running kernel, which has none
 * @param remoteSlots of these, on other nodes than the deleter's
 * @param calls that were timed
 * @param meanCycles of the clock that was read, as in 2004
 * @param dirtiedShare of the slots that were looked at, those that their owner had written since the call before, 0 to
 *     1; null unless owners wrote
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
