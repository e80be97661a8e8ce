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
 * What a call of one deletion cost in a run: the mean of the least disturbed one of several runs of its cell.
 *
 * @param cycles of the clock that was read
 * @param calls that the mean is of
 * @param lacking why it is of warm lines, though cold ones were asked for; null if it is not
 */
record CallCost(double cycles, long calls, String lacking) {
    private static final double KHZ_NS = 1e6;

    /** As the cell asks for, or if lines cannot be cold here, with warm ones; empty if it never came to a call. */
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

    /** The one that was run first; all others have its CPUs. */
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
