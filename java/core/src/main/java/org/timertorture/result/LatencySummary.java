// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * Durations of calls, in ns.
 *
 * @param min exact
 * @param mean exact, and rounded to a hundredth
 * @param p999 99.9 %
 * @param max exact
 * @param histogram HdrHistogram's compressed encoding in base64, in ns
 */
public record LatencySummary(
        long count, long min, double mean, long p50, long p90, long p99, long p999, long max, String histogram) {}
