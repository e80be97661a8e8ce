// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.Optional;
import org.timertorture.plan.Topology;
import org.timertorture.result.PairResult;
import org.timertorture.result.RunResult;

/**
 * The measured costs, without any penalty, on the machine that simulates a published one.
 *
 * @param topology the CPUs of each node of the simulating machine
 */
public record Measured(RunResult run, Topology topology) {

    /** Returns the cost of a cell; empty if it was not measured. */
    Optional<CallCost> cost(PublishedCell cell) {
        return CallCost.of(run, cell);
    }

    /** Returns the remote lines that a call of the cell reads on this machine. */
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
