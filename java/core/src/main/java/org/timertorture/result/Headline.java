// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What the chase gains over the loop without alignment, in the same boot.
 *
 * @param chaseRuns how many
 * @param chasePerSecond encounters, median of the runs
 * @param chaseShareMet of expiries, median of the runs, 0 to 1
 * @param noneEncounters that the loop had in all
 * @param noneSeconds that it ran
 * @param noneUpperPerSecond upper bound of its rate: one-sided 95 %, Poisson
 * @param ratio of {@code chasePerSecond} to {@code noneUpperPerSecond}
 */
public record Headline(
        String primitive,
        String scenario,
        int chaseRuns,
        double chasePerSecond,
        double chaseShareMet,
        long noneEncounters,
        double noneSeconds,
        double noneUpperPerSecond,
        double ratio) {}
