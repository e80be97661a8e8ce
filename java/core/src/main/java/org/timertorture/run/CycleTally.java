// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.EnumMap;
import java.util.Map;
import org.timertorture.result.Attempts;
import org.timertorture.result.CycleCounter;
import org.timertorture.result.Cycles;
import org.timertorture.uapi.ProgressRecord;
import org.timertorture.uapi.VictimInfo;

/** Counts over all cycles of a cell. */
final class CycleTally {
    private static final double NS_PER_SECOND = 1e9;

    private long closed;
    private long killed;
    private long unloads;
    private Attempts attempts = Attempts.NONE;
    private long expiries;
    private VictimInfo victim;
    private Long freeBefore;
    private Long freeAfter;
    private Cycles.End end = Cycles.End.STUCK;
    private long nanos;

    void closed() {
        closed++;
    }

    void killed() {
        killed++;
    }

    void unloaded() {
        unloads++;
    }

    long cycles() {
        return closed + killed + unloads;
    }

    /** Adds the last progress record of a cycle. */
    void raced(ProgressRecord last) {
        attempts = attempts.plus(Attempts.of(last.attempts()));
        expiries += last.expiries();
    }

    void victim(VictimInfo all) {
        victim = all;
    }

    void free(long bytes) {
        if (freeBefore == null) {
            freeBefore = bytes;
        }
        freeAfter = bytes;
    }

    void lasted(long value) {
        nanos = value;
    }

    void ended(Cycles.End value) {
        end = value;
    }

    Attempts attempts() {
        return attempts;
    }

    long expiries() {
        return victim == null ? expiries : victim.expiries();
    }

    double seconds() {
        return nanos / NS_PER_SECOND;
    }

    Cycles result() {
        Map<CycleCounter, Long> counters = new EnumMap<>(CycleCounter.class);
        counters.put(CycleCounter.CLOSED, closed);
        counters.put(CycleCounter.KILLED, killed);
        counters.put(CycleCounter.UNLOADED, unloads);
        if (victim != null) {
            counters.put(CycleCounter.MET, victim.met());
            counters.put(CycleCounter.ESCAPED, victim.escaped());
        }
        return new Cycles(
                counters, end, seconds(), freeBefore == null ? null : new Cycles.FreeMemory(freeBefore, freeAfter));
    }
}
