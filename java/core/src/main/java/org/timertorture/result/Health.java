// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * How well a cell was measured.
 *
 * @param end why it ended: time, stopped, hung, hotplug, suspect; null if it did not
 * @param lostRecords dropped because nobody read
 * @param earlyStarts workers that did not wait for the start barrier
 * @param warpedPairs whose clocks were seen going backwards
 * @param warpMaxNs by how much at most
 * @param gapShare the worst pair's share of time in which its deleter did not run
 * @param disagreements encounters without -1 or the other way round, where the call can return it
 */
public record Health(
        String end,
        long lostRecords,
        long earlyStarts,
        long warpedPairs,
        long warpMaxNs,
        double gapShare,
        long disagreements) {}
