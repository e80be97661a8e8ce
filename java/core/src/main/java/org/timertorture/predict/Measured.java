// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.Optional;
import org.timertorture.plan.Topology;
import org.timertorture.result.PairResult;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Cold;

/**
 * What calls cost without any penalty on the machine that stands in for a published one.
 *
 * @param topology which of its CPUs are on which nodes
 */
public record Measured(RunResult run, Topology topology) {

    /** As the cell asks for, or if lines cannot be cold here, with warm ones; empty if that was not measured. */
    Optional<CallCost> cost(PublishedCell cell) {
        Optional<CallCost> asked = CallCost.of(run, cell.primitive(), cell.placement(), cell.cold());
        if (asked.isEmpty() || asked.get().lacking() == null) {
            return asked;
        }
        return CallCost.of(run, cell.primitive(), cell.placement(), Cold.NONE)
                .map(warm ->
                        new CallCost(warm.cycles(), warm.calls(), asked.get().lacking()));
    }

    /** That a call of the cell reads on this machine. */
    RemoteLines lines(PublishedCell cell) {
        PairResult pair = CallCost.cell(run, cell.primitive(), cell.placement(), cell.cold())
                .orElseThrow()
                .pairs()
                .get(0);
        return RemoteLines.of(cell, run.environment().distances(), node(pair.deleter()), node(pair.base()));
    }

    private int node(int cpu) {
        return topology.cpu(cpu).orElseThrow().node();
    }
}
