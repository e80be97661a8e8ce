// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What the chase gains over the other engines, in the same boot.
 *
 * @param chaseRuns how many
 * @param chasePerSecond encounters, median of the runs
 * @param chaseShareMet of expiries, median of the runs, 0 to 1
 * @param against the others: {@code spin} and {@code none}, as far as they ran
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
     * @param align its name
     * @param encounters that it had in all
     * @param seconds that it ran
     * @param upperPerSecond upper bound of its rate: one-sided 95 %, Poisson
     * @param ratio of the chase's rate to that bound
     */
    public record Against(String align, long encounters, double seconds, double upperPerSecond, double ratio) {}
}
