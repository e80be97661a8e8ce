// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.CellSpec;
import org.timertorture.plan.PairChoice;
import org.timertorture.plan.Placement;
import org.timertorture.plan.Plan;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.ModelSettings;

/** The plans that a prediction runs: on each machine one before and one after it. */
public final class PredictionPlans {
    /** Of each cell the least disturbed of so many runs counts. */
    private static final int REPEATS = 3;

    private static final String SCENARIO = "pending";

    private final Published table;

    public PredictionPlans(Published table) {
        this.table = table;
    }

    /** What calls cost without any penalty. */
    public Plan unpenalised(PublishedMachine machine) {
        return plan(machine, "unpenalised", 0);
    }

    /**
     * What they cost with it.
     *
     * @param remoteNs the penalty that simulates distance; without effect on a machine with one node
     */
    public Plan simulated(PublishedMachine machine, long remoteNs) {
        return plan(machine, "simulated", machine.numa() ? remoteNs : 0);
    }

    /** The runs of cells of all plans together, of which each needs its time. */
    public int runs() {
        return simulatedRuns()
                + table.machinesOfColumns().stream()
                        .mapToInt(m -> runs(unpenalised(m)))
                        .sum();
    }

    /** Those of the plans with a penalty. */
    public int simulatedRuns() {
        return table.machinesOfColumns().stream()
                .mapToInt(m -> runs(simulated(m, 1)))
                .sum();
    }

    /** Those of one plan. */
    public static int runs(Plan plan) {
        return plan.cells().size();
    }

    /**
     * As in each column, and for cold ones with warm lines too: that is what there is where none can be cold. All
     * cells before any again: whatever drifts on the host touches all of them alike.
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
