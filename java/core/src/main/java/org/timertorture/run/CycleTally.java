// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import org.timertorture.result.Attempts;
import org.timertorture.result.Cycles;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.VictimInfo;

/** What is counted over the cycles of a cell. */
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
    private boolean complete;
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

    /** The last that a cycle told before it was cut off. */
    void raced(KernelRecord.Progress last) {
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

    void complete() {
        complete = true;
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
        return new Cycles(
                cycles(),
                closed,
                killed,
                victim == null ? null : victim.met(),
                victim == null ? null : victim.escaped(),
                complete,
                seconds(),
                freeBefore,
                freeAfter);
    }
}
