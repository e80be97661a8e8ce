// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.CellSpec;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.PairChoice;
import org.timertorture.plan.Placement;
import org.timertorture.plan.Plan;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.ModelSettings;

/** The plans that a prediction runs. Each machine has two: one before the prediction is made and one after. */
public final class PredictionPlans {
    /** How often each cell runs. The lowest mean of these runs is its cost. */
    private static final int REPEATS = 3;

    private static final String SCENARIO = "pending";

    private final Published table;

    public PredictionPlans(Published table) {
        this.table = table;
    }

    /** Returns the plan that measures the costs without any penalty. */
    public Plan unpenalised(PublishedMachine machine) {
        return plan(machine, "unpenalised", 0);
    }

    /**
     * Returns the plan that measures the costs with the penalty.
     *
     * @param remoteNs the penalty that simulates distance; it has no effect on a machine with one node
     */
    public Plan simulated(PublishedMachine machine, long remoteNs) {
        return plan(machine, "simulated", machine.numa() ? remoteNs : 0);
    }

    /** Returns the number of cells in all plans together, from which the time is computed. */
    public int runs() {
        return simulatedRuns()
                + table.machinesOfColumns().stream()
                        .mapToInt(m -> runs(unpenalised(m)))
                        .sum();
    }

    /** Returns the number of cells in the plans with a penalty. */
    public int simulatedRuns() {
        return table.machinesOfColumns().stream()
                .mapToInt(m -> runs(simulated(m, 1)))
                .sum();
    }

    /** Returns the number of cells in a plan. */
    public static int runs(Plan plan) {
        return plan.cells().size();
    }

    /**
     * Builds the plan from the cells of the machine's columns. A cold cell is also run with warm lines, in case lines
     * cannot be cold on this machine. Every cell runs once before any runs again, so that a drift of the host affects
     * all cells alike.
     */
    private Plan plan(PublishedMachine machine, String what, long remoteNs) {
        List<CellSpec> once = new ArrayList<>();
        for (PublishedCell cell : table.cells()) {
            if (cell.machine().equals(machine)) {
                once.add(spec(cell, cell.cold(), remoteNs));
                if (cell.allCold()) {
                    once.add(spec(cell, Cold.NONE, remoteNs));
                }
            }
        }
        List<CellSpec> cells = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            cells.addAll(once);
        }
        String name = "predict-" + machine.name() + "-" + what;
        return new Plan(
                name,
                "the cells of the published table for " + machine.name() + ", " + what,
                "predict",
                cells.size(),
                Optional.empty(),
                Optional.empty(),
                KernelArguments.NONE,
                0,
                false,
                cells);
    }

    private static CellSpec spec(PublishedCell cell, Cold cold, long remoteNs) {
        Placement placement = cell.placement();
        ModelSettings model = ModelSettings.DEFAULT
                .withSlots(cell.machine().slots())
                .withCold(cold)
                .withRemoteNs(remoteNs);
        return new CellSpec(
                0,
                List.of(cell.primitive()),
                SCENARIO,
                Optional.empty(),
                Optional.of(placement),
                new PairChoice.Count(1),
                1,
                Optional.empty(),
                1,
                List.of(CellSettings.DEFAULT.withModel(model)),
                false);
    }
}
