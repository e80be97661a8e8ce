// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import org.timertorture.plan.Placement;
import org.timertorture.uapi.Cold;

/**
 * A cell of the published table.
 *
 * @param name for example {@code loop-warm-32p}
 * @param primitive the primitive that models the cell's algorithm
 * @param asks the bases that the algorithm looks at
 * @param allCold whether none of the lines was in a cache
 * @param cycles the cost of a call, in cycles of the published machine's clock
 */
public record PublishedCell(
        String name, String primitive, Published.Asks asks, boolean allCold, PublishedMachine machine, long cycles) {

    /**
     * Returns the placement that models the state of the lines. The CPU that armed the timer has the base's line in its
     * cache, so for cold lines another CPU deletes.
     */
    Placement placement() {
        return allCold ? Placement.REMOTE : Placement.LOCAL;
    }

    /** Returns what is done to the lines before each call. */
    Cold cold() {
        return allCold ? Cold.FLUSH : Cold.NONE;
    }

    /** Returns whether the cell's cost depends on the penalty for a line of another node. */
    public boolean tellsOfDistance() {
        return machine.numa() && (asks == Published.Asks.EVERY_CPU || placement() == Placement.REMOTE);
    }
}
