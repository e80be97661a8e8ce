// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.Align;

/**
 * What the chase gains over the other engines, in the same boot.
 *
 * @param primitive today's name of the primitive
 * @param scenario the name of the scenario
 * @param chaseRuns the number of cells that chased
 * @param chasePerSecond the median of their encounters per second
 * @param chaseShareMet the median of their shares of handlers that a deletion overlapped, 0 to 1
 * @param against the other engines, as far as they ran
 */
public record Headline(
        String primitive,
        String scenario,
        int chaseRuns,
        double chasePerSecond,
        double chaseShareMet,
        List<Against> against) {

    public Headline {
        against = against == null ? List.of() : List.copyOf(against);
    }

    /**
     * Another engine on the same work.
     *
     * @param align the engine
     * @param encounters the number of all its encounters
     * @param seconds how long it ran, in seconds
     * @param upperPerSecond the upper bound of its encounters per second: the one-sided 95 % Poisson bound
     * @param ratio the chase's rate divided by that bound
     */
    public record Against(Align align, long encounters, double seconds, double upperPerSecond, double ratio) {}
}
