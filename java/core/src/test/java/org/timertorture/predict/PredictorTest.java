// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Placement;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Topology;
import org.timertorture.result.CellResults;
import org.timertorture.result.ModelRuns;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Cold;

class PredictorTest {
    private static final Instant NOW = Instant.parse("2026-11-25T03:07:51.966Z");
    private static final PublishedMachine NUMA = new PublishedMachine(32, 16);
    private static final PublishedMachine SMP = new PublishedMachine(4, 1);
    private static final double CYCLES_A_NANO = 2.596102;

    @Test
    void thePenaltyReproducesTheCalibratingCellAndFollowsTheDistances() throws Exception {
        Predictions p = of(runs(100, 3)).predict(NOW);
        // The published 29,000 cycles less the 100 ns measured here, divided by 64 lines at twice the local distance.
        assertEquals(Math.round((29_000 / CYCLES_A_NANO - 100) / 64), p.remoteNs());
        assertEquals("loop-warm-32p", p.calibratedOn());
        assertEquals("2026-11-25T03:07:51Z", p.written());
        Prediction calibrating = cell(p, "loop-warm-32p");
        assertTrue(calibrating.calibrates());
        assertEquals(29_000, calibrating.cycles(), 64 * CYCLES_A_NANO / 2 + 1, "X is a whole number of ns");
        Prediction cold = cell(p, "loop-cold-32p");
        assertFalse(cold.calibrates());
        assertNull(cold.coldLacking());
        assertEquals(cycles(300) + 65 * p.remoteCycles(), cold.cycles(), 1);
        assertEquals(
                cycles(300) + p.remoteCycles(), cell(p, "last-running-cold-32p").cycles(), 1);
        assertEquals(cycles(100), cell(p, "last-running-warm-32p").cycles(), 1);
        assertEquals(cycles(300), cell(p, "loop-cold-4p").cycles(), 1);
    }

    @Test
    void ifNoLineCanBeColdThePredictionUsesWarmLinesAndSaysSo() throws Exception {
        Predictions p = of(runs(100, 1)).predict(NOW);
        Prediction cold = cell(p, "loop-cold-32p");
        assertEquals("emulated", cold.coldLacking());
        assertEquals(cycles(200) + 65 * p.remoteCycles(), cold.cycles(), 1);
        assertTrue(p.model().stream().anyMatch(s -> s.startsWith("No line can be cold here (emulated)")));
    }

    @Test
    void differencesFromThePublishedMachineAreStated() throws Exception {
        String model = String.join("\n", of(runs(100, 3)).predict(NOW).model());
        assertTrue(model.contains("round 8 nodes, 28 of the 32 on other ones"), model);
        assertTrue(model.contains("had 16 nodes, so 30, and other distances"), model);
        assertTrue(model.contains("distances 10 20 30 40 50 40 30 20 from the first"), model);
        assertTrue(model.contains("4p: one node"), model);
    }

    @Test
    void aCallThatCostsMoreHereThanWasPublishedCannotCalibrate() {
        PlanException e =
                assertThrows(PlanException.class, () -> of(runs(20_000, 3)).predict(NOW));
        assertTrue(e.getMessage().startsWith("no penalty fits loop-warm-32p: 29,000 cycles"), e.getMessage());
    }

    @Test
    void aCellWithoutATimedCallIsUnknown() throws Exception {
        assertTrue(of(runs(100, 3)).unknown().isEmpty());
        Map<PublishedMachine, RunResult> runs = Map.of(NUMA, runs(100, 3).get(NUMA), SMP, RunResults.of());
        assertEquals("loop-warm-4p", of(runs).unknown().orElseThrow().name());
    }

    @Test
    void errorsAreGivenAgainstTheMeasuredAndThePublishedCost() throws Exception {
        Predictions p = of(runs(100, 3)).predict(NOW);
        List<PredictionOutcome> outcomes = PredictionOutcome.of(Published.table(), p, runs(50, 3));
        PredictionOutcome warm = outcomes.get(4);
        assertEquals("last-running-warm-32p", warm.prediction().cell());
        assertEquals(100, warm.missedSimulatedPercent(), 0.5, "100 ns were predicted, 50 came");
        assertEquals(100 * (cycles(100) - 95) / 95, warm.missedPublishedPercent(), 0.5);
        assertEquals(cycles(50), warm.simulatedCycles(), 0.1);
    }

    @Test
    void ifNoLineCanBeColdTheMeasuredCostIsOfWarmLinesToo() throws Exception {
        Predictions p = of(runs(100, 1)).predict(NOW);
        PredictionOutcome cold =
                PredictionOutcome.of(Published.table(), p, runs(50, 1)).get(2);
        assertEquals("loop-cold-32p", cold.prediction().cell());
        assertEquals("emulated", cold.coldLacking());
        assertEquals(cycles(100), cold.simulatedCycles(), 0.1);
    }

    @Test
    void aCellThatDidNotRunHasNoNumber() throws Exception {
        Predictions p = of(runs(100, 3)).predict(NOW);
        PredictionOutcome smp = PredictionOutcome.of(
                        Published.table(), p, Map.of(NUMA, runs(50, 3).get(NUMA)))
                .get(1);
        assertEquals("loop-warm-4p", smp.prediction().cell());
        assertNull(smp.simulatedCycles());
        assertNull(smp.missedSimulatedPercent());
    }

    /** Returns the distances of nodes in a ring, like those of a VM. */
    static List<List<Integer>> ring(int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(from -> IntStream.range(0, nodes)
                        .map(to -> Math.abs(from - to))
                        .mapToObj(steps -> 10 + 10 * Math.min(steps, nodes - steps))
                        .toList())
                .toList();
    }

    static Predictor of(Map<PublishedMachine, RunResult> runs) throws PlanException {
        Published table = Published.table();
        return new Predictor(
                table,
                table.cell("loop-warm-32p"),
                Map.of(
                        NUMA, new Measured(runs.get(NUMA), Topology.even(8, 8)),
                        SMP, new Measured(runs.get(SMP), Topology.even(2, 1))));
    }

    /**
     * Returns a run for each machine.
     *
     * @param ns cost of a call on the CPU that armed the timer; it is twice that on another CPU, and three times with
     *     cold lines
     * @param ratio cost of reading a cold line relative to a warm one
     */
    static Map<PublishedMachine, RunResult> runs(long ns, double ratio) {
        return Map.of(NUMA, run(ring(8), 32, ns, ratio), SMP, run(List.of(List.of(10)), 4, ns, ratio));
    }

    private static RunResult run(List<List<Integer>> distances, int slots, long ns, double ratio) {
        List<CellResults> cells = new ArrayList<>();
        for (String primitive : List.of("hist_2_6_query_loop", "hist_last_running")) {
            // The cheapest of several runs counts.
            cells.add(cell(primitive, slots, Cold.NONE, 7 * ns, ratio, Placement.LOCAL));
            cells.add(cell(primitive, slots, Cold.NONE, ns, ratio, Placement.LOCAL));
            cells.add(cell(primitive, slots, Cold.NONE, 2 * ns, ratio, Placement.REMOTE));
            cells.add(cell(primitive, slots, Cold.FLUSH, 3 * ns, ratio, Placement.REMOTE));
        }
        return RunResults.on(distances, cells.toArray(CellResults[]::new));
    }

    private static CellResults cell(
            String primitive, int slots, Cold cold, long ns, double ratio, Placement placement) {
        return ModelRuns.model(primitive, slots, cold, 0, ns, ratio, 0)
                .placement(placement)
                .deletedOn(placement == Placement.LOCAL ? 0 : 1);
    }

    private static double cycles(double ns) {
        return ns * CYCLES_A_NANO;
    }

    private static Prediction cell(Predictions p, String name) {
        return p.cells().stream().filter(c -> c.cell().equals(name)).findFirst().orElseThrow();
    }
}
