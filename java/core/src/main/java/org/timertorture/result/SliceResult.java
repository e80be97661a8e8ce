// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What one slice of time saw of the outcome that the scenario aims at, all pairs, in ns.
 *
 * @param number from 0
 * @param endSeconds since the start barrier
 * @param histogram as in {@link LatencySummary}
 */
public record SliceResult(
        int number, double endSeconds, String outcome, long count, long p50, long p99, String histogram) {}
