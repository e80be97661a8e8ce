// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static PlannedRun of(Plan plan, RunOptions options, Place place) throws PlanException {
        double seconds = options.seconds().orElse(plan.seconds());
        Topology topology = place.shared() ? place.topology().leavingOneFree() : place.topology();
        List<Cell> cells = CellExpander.expand(plan, place.catalogue(), topology, options.seed());
        RunRequest request = new RunRequest(
                plan,
                seconds,
                options.seed(),
                Optional.of(place.catalogue()),
                place.shared(),
                options.strict(),
                options.strictTiming(),
                place.facts());
        return new PlannedRun(request, cells, RacingTime.share(cells, seconds));
    }
}
