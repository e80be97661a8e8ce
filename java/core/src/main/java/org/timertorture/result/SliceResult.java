// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Outcome;

/**
 * The calls of one slice of time, in all pairs, that had the outcome at which the scenario aims.
 *
 * @param number the number of the slice, from 0
 * @param endSeconds the end of the slice, in seconds after the start barrier
 * @param outcome the outcome that the scenario aims at
 * @param count the number of calls
 * @param p50 their median duration, in ns
 * @param p99 the duration that 99 % of them do not exceed, in ns
 * @param histogram all durations, in HdrHistogram's compressed encoding in base64
 */
public record SliceResult(
        int number, double endSeconds, Outcome outcome, long count, long p50, long p99, String histogram) {}
