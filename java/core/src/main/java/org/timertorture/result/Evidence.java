// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * One sighting of a broken rule. Times are in ns since the cell's start barrier.
 *
 * @param pair index
 * @param cpu that saw it
 * @param timer index in the batch; null for a sum over the cell
 * @param returned what the call returned; null for a sum
 * @param generation of the timer; null for a sum
 * @param entryNs of the handler; null if it never began
 * @param exitNs of the handler; null if it had not ended
 * @param sentence all of it for a person
 */
public record Evidence(
        int pair,
        int cpu,
        Long timer,
        Integer returned,
        Long generation,
        Long beginNs,
        Long endNs,
        Long entryNs,
        Long exitNs,
        String sentence) {}
