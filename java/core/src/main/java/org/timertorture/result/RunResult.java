// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * The result of a run.
 *
 * @param schema {@link Schema#CURRENT}
 * @param judgement what the run is worth
 * @param ending how the kernel under test ended before its time; null if it did not
 * @param environment where the run took place
 * @param seed the seed that all others derive from
 * @param plan the plan that ran
 * @param analysis what comparing the cells tells
 * @param cells the cells in the order of running
 */
public record RunResult(
        String schema,
        Judgement judgement,
        EndingResult ending,
        Environment environment,
        long seed,
        PlanResult plan,
        Analysis analysis,
        List<CellResult> cells) {

    public RunResult {
        cells = cells == null ? List.of() : List.copyOf(cells);
    }

    /** Returns whether the rules held. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Returns what the outcome can be relied on for. */
    public Trust trust() {
        return judgement.trust();
    }

    /** Returns the exit code. */
    public int exit() {
        return judgement.exit().code();
    }

    /** Returns which planted defects were seen; null if none was planted. */
    public Oracle oracle() {
        return judgement.oracle();
    }

    /** Returns what the chase gains over the other engines; null if not both ran. */
    public Headline headline() {
        return analysis.headline();
    }

    /** Returns how the cost of models grows with their slots; null if there are not several numbers of slots. */
    public ModelGrowth growth() {
        return analysis.growth();
    }
}
