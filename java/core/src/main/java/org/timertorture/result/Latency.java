// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * Durations of calls, kept apart by outcome; those that never happened are null.
 *
 * @param arm arming, not an outcome
 * @param disturbed any outcome, with a tick, softirq or context switch inside
 */
public record Latency(
        LatencySummary early,
        LatencySummary encounter,
        LatencySummary late,
        LatencySummary arm,
        LatencySummary disturbed) {}
