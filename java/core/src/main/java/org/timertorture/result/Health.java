// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.EndReason;

/**
 * How well a cell was measured.
 *
 * @param end why the cell ended; null if its end was not recorded
 * @param lostRecords the number of records that were dropped because nobody read them
 * @param clockWarp clocks that were seen going backwards
 * @param earlyStarts the number of workers that did not wait for the start barrier
 * @param gapShare the share of time in which the deleter of the worst pair did not run, 0 to 1
 * @param pausedSeconds for how long the whole machine stood still, in s
 */
public record Health(
        EndReason end, long lostRecords, ClockWarp clockWarp, int earlyStarts, double gapShare, double pausedSeconds) {

    /**
     * Clocks that were seen going backwards.
     *
     * @param pairs the number of pairs that saw it
     * @param maxNs the largest step back, in ns
     */
    public record ClockWarp(int pairs, long maxNs) {
        /** No clock was seen going backwards. */
        public static final ClockWarp NONE = new ClockWarp(0, 0);
    }
}
