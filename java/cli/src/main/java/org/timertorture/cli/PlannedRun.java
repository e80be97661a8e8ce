// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.grade.ExpectationCheck;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.RacingTime;
import org.timertorture.plan.Topology;
import org.timertorture.run.RunRequest;

/**
 * A run that was found to make sense, before anything is started.
 *
 * @param cells as far as they are known now
 * @param shares milliseconds of racing by the cell's number
 */
record PlannedRun(RunRequest request, List<Cell> cells, Map<Integer, Long> shares) {

    static PlannedRun of(Plan plan, RaceSettings settings, Place place) throws PlanException {
        Topology topology = place.shared() ? place.topology().leavingOneFree() : place.topology();
        List<Cell> cells = CellExpander.expand(plan, place.catalogue(), topology, settings.seed());
        ExpectationCheck.check(plan.source(), cells);
        RunRequest request = new RunRequest(
                plan,
                settings.seconds(),
                settings.seed(),
                Optional.of(place.catalogue()),
                settings.known(),
                place.shared(),
                settings.strict(),
                settings.strictTiming(),
                place.facts());
        return new PlannedRun(request, cells, RacingTime.share(cells, settings.seconds()));
    }

    /**
     * For one run alone; in a matrix such a kernel is a row that says so.
     *
     * @throws PlanException if every cell is skipped, with the first one's reason
     */
    void mustHaveSomethingToRun() throws PlanException {
        List<Cell> own = cells.stream().filter(c -> !c.oracle()).toList();
        if (own.stream().noneMatch(Cell::runs)) {
            Cell first = own.get(0);
            throw new PlanException(request.plan().source() + ": no cell can run: " + first.id() + ": "
                    + first.skip().orElseThrow());
        }
    }

    /**
     * For one run alone; in a matrix such a cell is skipped.
     *
     * @throws PlanException with the kernel's reason, if a model of an old kernel could wait for ever on this one
     */
    void refuseModelsThatCannotRun() throws PlanException {
        for (Cell cell : cells) {
            if (cell.primitive().model() && !cell.primitive().available()) {
                throw new PlanException(request.plan().source() + ": " + cell.id() + " cannot run on "
                        + request.facts().kernelRelease() + ": "
                        + cell.primitive().reason());
            }
        }
    }
}
