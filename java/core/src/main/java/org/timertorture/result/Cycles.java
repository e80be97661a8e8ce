// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Map;
import org.timertorture.uapi.Named;

/**
 * What happened in a cell that loads and unloads modules again and again.
 *
 * @param counters what was counted; a cell without a victim module has no {@code met} and no {@code escaped}
 * @param end why the cycles ended
 * @param seconds how long all cycles took together, in seconds
 * @param freeMemory the memory that nobody used; null if the kernel never told
 */
public record Cycles(Map<CycleCounter, Long> counters, End end, double seconds, FreeMemory freeMemory) {

    public Cycles {
        counters = Counts.copyOf(CycleCounter.class, counters);
    }

    /** Why cycles ended. */
    public enum End implements Named {
        /** Their time was over. */
        COMPLETE,
        /** The user interrupted them. */
        INTERRUPTED,
        /** The kernel refused a step or did not do it, or it died. */
        STUCK
    }

    /**
     * The memory that nobody used.
     *
     * @param beforeBytes after the first cycle, when what is allocated only once was there; in bytes
     * @param afterBytes after the last cycle, in bytes
     */
    public record FreeMemory(long beforeBytes, long afterBytes) {}

    /** Returns the number of cycles that came to their end. */
    public long count() {
        return closed() + killed() + counters.getOrDefault(CycleCounter.UNLOADED, 0L);
    }

    /** Returns the number of cycles in which the device was closed. */
    public long closed() {
        return counters.getOrDefault(CycleCounter.CLOSED, 0L);
    }

    /** Returns the number of cycles in which the process that had the device open was killed. */
    public long killed() {
        return counters.getOrDefault(CycleCounter.KILLED, 0L);
    }

    /** Returns the number of unloads that met a running handler; null if there is no victim module. */
    public Long met() {
        return counters.get(CycleCounter.MET);
    }

    /** Returns the number of timers that escaped their deletion; null if there is no victim module. */
    public Long escaped() {
        return counters.get(CycleCounter.ESCAPED);
    }

    /** Returns whether the cycles went on until their time was over. */
    public boolean complete() {
        return end == End.COMPLETE;
    }

    /** Returns whether nothing happened that could have gone wrong. */
    public boolean vacuous() {
        return count() == 0 || met() != null && met() == 0;
    }
}
