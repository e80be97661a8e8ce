// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What a run came to.
 *
 * @param schema {@link Schema#CURRENT}
 * @param exit the exit code
 * @param ending how the target ended, if before its time; else null
 * @param oracle whether planted defects were seen; null if the plan has none
 * @param headline the chase against the loop without it; null if the plan has not both
 * @param growth what models of old deletions cost by their slots; null if there are not several numbers of them
 */
public record RunResult(
        String schema,
        Verdict verdict,
        Trust trust,
        int exit,
        EndingResult ending,
        Environment environment,
        long seed,
        PlanResult plan,
        Oracle oracle,
        Headline headline,
        ModelGrowth growth,
        List<CellResult> cells) {

    public RunResult {
        cells = cells == null ? List.of() : List.copyOf(cells);
    }
}
