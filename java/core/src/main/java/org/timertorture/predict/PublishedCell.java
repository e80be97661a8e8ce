// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import org.timertorture.plan.Placement;
import org.timertorture.uapi.Cold;

/**
 * A cell of the published table.
 *
 * @param name as in {@code loop-warm-32p}
 * @param primitive the model of its algorithm
 * @param asks whose lines the algorithm reads
 * @param allCold whether no line was in a cache
 * @param cycles a call, of its machine's clock
 */
public record PublishedCell(
        String name, String primitive, Published.Asks asks, boolean allCold, PublishedMachine machine, long cycles) {

    /** Who deletes: whoever armed the timer has the line of its base, so cold is somebody else. */
    Placement placement() {
        return allCold ? Placement.REMOTE : Placement.LOCAL;
    }

    /** What is done to the lines before each call. */
    Cold cold() {
        return allCold ? Cold.FLUSH : Cold.NONE;
    }

    /** Whether it says anything of the penalty for a line of another node. */
    public boolean tellsOfDistance() {
        return machine.numa() && (asks == Published.Asks.EVERY_CPU || placement() == Placement.REMOTE);
    }
}
