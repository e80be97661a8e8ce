// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.timertorture.plan.Placement;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.stats.ColdLines;
import org.timertorture.uapi.Cold;

/**
 * The cost of a call of one primitive in a run. Each cell runs several times, and the cost is the lowest of the means.
 *
 * @param cycles the mean, in cycles of the clock that was read
 * @param calls the number of calls behind the mean
 * @param lacking why the lines were warm although cold ones were asked for; null if they were as asked
 */
record CallCost(double cycles, long calls, String lacking) {
    private static final double KHZ_NS = 1e6;

    /**
     * Returns the cost for the lines that the cell asks for. If lines cannot be cold on this machine, returns the cost
     * for warm ones. Empty if no call was timed.
     */
    static Optional<CallCost> of(RunResult run, PublishedCell cell) {
        Optional<CallCost> asked = of(run, cell.primitive(), cell.placement(), cell.cold());
        if (asked.isEmpty() || asked.get().lacking() == null) {
            return asked;
        }
        return of(run, cell.primitive(), cell.placement(), Cold.NONE)
                .map(warm ->
                        new CallCost(warm.cycles(), warm.calls(), asked.get().lacking()));
    }

    private static Optional<CallCost> of(RunResult run, String primitive, Placement placement, Cold cold) {
        return cells(run, primitive, placement, cold)
                .min(Comparator.comparingDouble(c -> c.aimed().mean()))
                .map(c -> new CallCost(
                        c.aimed().mean() * run.environment().clock().khz() / KHZ_NS,
                        c.aimed().count(),
                        ColdLines.lacking(c.models().get(0), run.environment().emulated())));
    }

    /** Returns the run of the cell that came first. The other runs of the same cell use the same CPUs. */
    static Optional<CellResult> cell(RunResult run, String primitive, Placement placement, Cold cold) {
        return cells(run, primitive, placement, cold).findFirst();
    }

    private static Stream<CellResult> cells(RunResult run, String primitive, Placement placement, Cold cold) {
        return run.cells().stream()
                .filter(c -> c.status() == CellStatus.RAN
                        && c.aimed() != null
                        && !c.models().isEmpty())
                .filter(c -> c.primitive().equals(primitive)
                        && c.placement() == placement
                        && c.settings().model().cold() == cold);
    }
}
