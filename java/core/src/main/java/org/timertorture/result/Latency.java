// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * The durations of calls, kept apart by what the calls did and what became of them.
 *
 * @param early deletions that dequeued the timer before its handler began; null if there were none
 * @param encounter deletions that overlapped the handler; null if there were none
 * @param late deletions whose handler had ended, or was never due; null if there were none
 * @param arm calls that arm a timer; null if there were none
 * @param disturbed deletions of any outcome into which a tick, softirq or context switch fell; null if there were none
 */
public record Latency(
        LatencySummary early,
        LatencySummary encounter,
        LatencySummary late,
        LatencySummary arm,
        LatencySummary disturbed) {}
