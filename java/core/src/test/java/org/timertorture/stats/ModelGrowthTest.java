// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.Coldness;
import org.timertorture.result.CostLine;
import org.timertorture.result.ModelCost;
import org.timertorture.result.ModelRuns;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Cold;

class ModelGrowthTest {

    @Test
    void theCostOfTheLoopGrowsLinearlyWithTheSlots() {
        CostLine loop = line(ModelRuns.run(3, 90, 0), "hist_2_6_query_loop", Cold.NONE, 0);
        assertEquals(
                List.of(4, 8, 16, 32, 64, 128, 256),
                loop.costs().stream().map(ModelCost::slots).toList());
        assertEquals(100, loop.fit().base(), 0.01);
        assertEquals(4, loop.fit().perSlot(), 0.01);
        assertEquals(1, loop.fit().rSquared(), 1e-9);
    }

    @Test
    void costsInCyclesUseTheClockThatWasRead() {
        ModelCost cost = line(ModelRuns.run(3, 90, 0), "hist_last_running", Cold.NONE, 0)
                .costs()
                .get(0);
        assertEquals(389, cost.meanCycles(), "150 ns of 2,596,102 kHz");
        assertEquals(150, cost.meanNs());
    }

    @Test
    void theCheapestOfSeveralRunsCounts() {
        List<ModelCost> runs = List.of(cost(4, 120), cost(4, 900), cost(4, 110), cost(8, 50));
        assertEquals(List.of(cost(4, 110), cost(8, 50)), CostLine.least(runs));
    }

    private static ModelCost cost(int slots, long ns) {
        return new ModelCost(slots, 0, 1_000, ns, ns, ns, ns, null);
    }

    @Test
    void theRunningKernelsCallHasNoSlotsAndNoFittedLine() {
        CostLine line = line(ModelRuns.run(3, 90, 0), "timer_delete_sync", Cold.NONE, 0);
        assertEquals(7, line.costs().size());
        assertNull(line.fit());
    }

    @Test
    void costsOfLinesThatAreNotColdAreOmitted() {
        for (Cold cold : List.of(Cold.FLUSH, Cold.DIRTY)) {
            CostLine line = line(ModelRuns.run(1.3, 90, 0), "hist_2_6_query_loop", cold, 0);
            assertEquals(List.of(), line.costs());
            assertEquals("emulated", line.lacking());
            assertNull(line.fit());
        }
        assertEquals("1.3 : 1", ColdLines.lacking(new Coldness(1.3, 9, false), Cold.FLUSH, null));
        assertNull(ColdLines.lacking(new Coldness(1.3, 9, false), Cold.DIRTY, 0.9));
        assertNull(ColdLines.lacking(new Coldness(1, 1, false), Cold.NONE, null));
    }

    @Test
    void aLineCountsAsDirtyOnlyIfItsOwnerWroteIt() {
        CostLine line = line(ModelRuns.run(3, 7, 0), "hist_2_6_query_loop", Cold.DIRTY, 0);
        assertEquals("7%", line.lacking());
        assertEquals(0.07, line.dirtied());
        assertEquals(List.of(), line.costs());
        assertEquals(
                2,
                line(ModelRuns.run(3, 90, 0), "hist_2_6_query_loop", Cold.DIRTY, 0)
                        .costs()
                        .size());
    }

    @Test
    void simulatedCostsHaveTheirOwnLine() {
        RunResult run = ModelRuns.run(3, 90, 500);
        assertEquals(2, line(run, "hist_2_6_query_loop", Cold.NONE, 500).costs().size());
        assertTrue(line(run, "hist_2_6_query_loop", Cold.NONE, 500).simulated());
        assertEquals(7, line(run, "hist_2_6_query_loop", Cold.NONE, 0).costs().size());
    }

    @Test
    void aMatrixHasNeitherSimulatedCostsNorThoseOfLinesThatAreNotCold() {
        for (CellResult cell : ModelRuns.run(1.3, 90, 500).cells()) {
            boolean measured = cell.settings().model().remoteNs() == 0
                    && cell.settings().model().cold() == Cold.NONE;
            assertEquals(measured, ColdLines.measured(cell) != null, cell.primitive());
        }
    }

    @Test
    void withoutSeveralNumbersOfSlotsThereIsNoGrowth() {
        assertNull(RunResults.of(CellResults.good()).growth());
    }

    private static CostLine line(RunResult run, String primitive, Cold cold, long remoteNs) {
        return run.growth().lines().stream()
                .filter(l -> l.primitive().equals(primitive) && l.cold() == cold && l.remoteNs() == remoteNs)
                .findFirst()
                .orElseThrow();
    }
}
