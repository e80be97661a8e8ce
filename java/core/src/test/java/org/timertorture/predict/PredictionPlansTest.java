// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.Plan;
import org.timertorture.plan.Topology;

class PredictionPlansTest {
    private static final PredictionPlans PLANS = new PredictionPlans(Published.table());
    private static final PublishedMachine NUMA = new PublishedMachine(32, 16);
    private static final PublishedMachine SMP = new PublishedMachine(4, 1);

    @Test
    void coldCellsAreMeasuredWithWarmLinesToo() throws Exception {
        List<Cell> cells = cells(PLANS.unpenalised(NUMA), Topology.even(8, 8));
        assertEquals(3 * 2 * 3, cells.size(), "three rounds of two algorithms: warm, cold, cold's with warm lines");
        assertEquals(
                List.of("none/local", "flush/remote", "none/remote"),
                cells.subList(0, 3).stream()
                        .map(c -> c.settings().model().cold().label() + "/"
                                + c.placement().label())
                        .toList());
        assertTrue(cells.stream()
                .allMatch(c -> c.settings().model().remoteNs() == 0
                        && c.settings().model().slots() == 32));
        assertTrue(cells.stream().allMatch(c -> c.pairs().size() == 1));
    }

    @Test
    void thePenaltyIsForMachinesThatHaveOtherNodes() throws Exception {
        List<Cell> numa = cells(PLANS.simulated(NUMA, 170), Topology.even(8, 8));
        assertEquals(18, numa.size());
        assertTrue(numa.stream().allMatch(c -> c.settings().model().remoteNs() == 170));
        List<Cell> smp = cells(PLANS.simulated(SMP, 170), Topology.even(2, 1));
        assertTrue(smp.stream()
                .allMatch(c -> c.settings().model().remoteNs() == 0
                        && c.settings().model().slots() == 4));
        assertEquals(2 * (18 + 18), PLANS.runs());
        assertEquals(18 + 18, PLANS.simulatedRuns());
    }

    private static List<Cell> cells(Plan plan, Topology topology) throws Exception {
        return CellExpander.expand(plan, Catalogues.whole(), 1).bind(topology);
    }
}
