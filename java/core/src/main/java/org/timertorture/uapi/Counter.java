// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** What the module counts for each pair, as sums: the single fields of {@code struct tt_rec_counters}. */
public enum Counter implements Named {
    /** Handlers that ran. */
    EXPIRIES,
    /** Arming calls that found the timer idle. */
    ARMS,
    /** Arming calls that found the timer pending. */
    REARMS,
    /** Arming calls that overlapped or followed a shutdown. */
    DOUBTFUL_ARMS,
    /** Deletions that dequeued the timer, those of the teardown included. */
    DEQUEUES,
    /** Timers that were queued when the cell was stopped. */
    PENDING,
    /** Encounters without -1, or the other way round, where the call can return -1. */
    DISAGREEMENTS,
    /** Calls into which a tick, softirq or context switch fell. */
    DISTURBED,
    /** Calls that did not return -1 and, by their time stamps, left their handler running. */
    OUTLIVED,
    /** Batches that were armed. */
    BATCHES,
    /** Rounds with a handler that did begin, but later than rule not-lost allows. */
    LATE,
    /** Arms and deletions by the third CPU. */
    THIRD,
    /** Arming calls that began after a shutdown had returned. */
    SHUTDOWN_ARMS,
    /** How often base CPUs went offline and came back. */
    HOTPLUGS,
    /** How often a base CPU could not be taken offline. */
    HOTPLUGS_REFUSED
}
