// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * One sighting of a broken rule. Times are in ns since the cell's start barrier. A sighting that is a sum over the cell
 * has only a pair, a CPU and a sentence.
 *
 * @param pair the index of the pair
 * @param cpu the CPU that saw it
 * @param timer the timer's index in its batch; null for a sum
 * @param returned what the call returned; null for a sum
 * @param generation the timer's generation; null for a sum
 * @param call when the call began and ended; null if there was none
 * @param handler when the handler began and ended; null if it never began
 * @param stall the last stall of the kernel's timer code before it was seen; null if there was none
 * @param sentence the same, as a sentence for a person
 */
public record Evidence(
        int pair,
        int cpu,
        Long timer,
        Integer returned,
        Long generation,
        Span call,
        Span handler,
        Stall stall,
        String sentence) {

    /**
     * When something began and ended.
     *
     * @param beginNs the beginning, in ns since the start barrier; null if it had not begun
     * @param endNs the end, in ns since the start barrier; null if it had not ended
     */
    public record Span(Long beginNs, Long endNs) {}

    /**
     * A stall of the kernel's timer code.
     *
     * @param place the instruction, as a plan names it
     * @param cpu the CPU that was stalled
     * @param endNs its end, in ns since the start barrier
     */
    public record Stall(String place, long cpu, long endNs) {}
}
