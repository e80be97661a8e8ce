// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * The durations of calls, in ns.
 *
 * @param count the number of calls
 * @param min the shortest, exact
 * @param mean the mean of the exact durations, rounded to a hundredth
 * @param p50 the median
 * @param p90 the duration that 90 % of the calls do not exceed
 * @param p99 the duration that 99 % of the calls do not exceed
 * @param p999 the duration that 99.9 % of the calls do not exceed
 * @param max the longest, exact
 * @param histogram all durations, in HdrHistogram's compressed encoding in base64
 */
public record LatencySummary(
        long count, long min, double mean, long p50, long p90, long p99, long p999, long max, String histogram) {}
