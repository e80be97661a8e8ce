// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What led to a cell's first violation, from the last events of every context of its pair, in the order of the clock.
 *
 * @param pair index
 * @param timer index in the batch of the timer concerned; null for a sum over the cell
 */
public record Timeline(int pair, Long timer, List<Happening> events) {

    public Timeline {
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * One event.
     *
     * @param ns relative to the violation
     * @param cpu that saw it
     * @param timer index in the batch
     * @param generation of the timer, as that CPU saw it
     * @param event arm, armed, enter, exit, delete, deleted, free or violation
     * @param value of arm: jiffies from now; of armed and deleted: what the call returned; of enter: jiffies past the
     *     expiry; of violation: the rule's number
     */
    public record Happening(long ns, int cpu, long timer, long generation, String event, int value) {}
}
