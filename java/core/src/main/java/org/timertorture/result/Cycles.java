// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * Of a cell in which modules are loaded and unloaded again and again.
 *
 * @param count how many cycles came to their end
 * @param closed of these, in which the device was closed in mid-flight
 * @param killed of these, in which the process that had the device was killed in mid-flight
 * @param met unloads of the victim that began a deletion while that timer's handler ran; null if there is no victim
 * @param escaped timers of the victim that were pending or in their handler after their deletion; null likewise
 * @param complete whether nothing from outside cut them short
 * @param seconds all cycles together
 * @param freeBeforeBytes memory that nobody used, after the first cycle: what is allocated once is then there
 * @param freeAfterBytes and after the last one; null if the kernel was dead by then
 */
public record Cycles(
        long count,
        long closed,
        long killed,
        Long met,
        Long escaped,
        boolean complete,
        double seconds,
        Long freeBeforeBytes,
        Long freeAfterBytes) {

    /** Whether nothing happened that could have gone wrong. */
    public boolean vacuous() {
        return count == 0 || met != null && met == 0;
    }
}
