// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.EventKind;

/**
 * What led to a cell's first violation: the last events of every context of its pair, in the order of the clock.
 *
 * @param pair the index of the pair
 * @param timer the index in the batch of the timer concerned; null for a sum over the cell
 * @param events the events
 */
public record Timeline(int pair, Long timer, List<Happening> events) {

    public Timeline {
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * One event.
     *
     * @param ns when it happened, in ns relative to the violation
     * @param cpu the CPU that recorded it
     * @param timer the timer's index in its batch
     * @param event what happened
     * @param generation the timer's generation, as that CPU saw it
     * @param value for arm: jiffies from now; for armed and deleted: what the call returned; for enter: jiffies past the
     *     expiry; for violation: the rule's number
     */
    public record Happening(long ns, int cpu, long timer, EventKind event, long generation, int value) {}
}
