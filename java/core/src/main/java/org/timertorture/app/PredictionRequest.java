// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.Optional;
import java.util.stream.Collectors;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.RacingTime;
import org.timertorture.predict.PredictionPlans;
import org.timertorture.predict.Published;
import org.timertorture.predict.PublishedCell;
import org.timertorture.predict.PublishedMachine;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;

/**
 * A request to predict the published table of 2004 and to try the prediction.
 *
 * @param calibration the published cell that the penalty for a line of another node is found by, such as
 *     {@value #DEFAULT_CALIBRATION}
 * @param kernel as for {@link Vm#kernel()}
 * @param nodes NUMA nodes of the VM for the machine with several nodes, each with one CPU: 2 to
 *     {@link MachineShape#MAX_NODES}
 * @param acceleration how the CPUs are run; empty for KVM where it works, else TCG
 * @param settings of all runs together
 */
public record PredictionRequest(
        String calibration,
        Optional<String> kernel,
        int nodes,
        Optional<Acceleration> acceleration,
        RaceSettings settings) {
    /** The cell that the penalty is found by unless another one is named. */
    public static final String DEFAULT_CALIBRATION = "loop-warm-32p";

    /** The default cell, the default kernel, eight nodes. */
    public static final PredictionRequest DEFAULT = new PredictionRequest(
            DEFAULT_CALIBRATION, Optional.empty(), MachineShape.MAX_NODES, Optional.empty(), RaceSettings.DEFAULT);

    /** A machine with one node still races on two CPUs. */
    private static final MachineShape ONE_NODE = new MachineShape(2, 1);

    private static final double SECONDS_A_RUN = 0.3;

    /**
     * Checks the number of nodes.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public PredictionRequest {
        if (nodes < 2 || nodes > MachineShape.MAX_NODES) {
            throw new IllegalArgumentException("nodes: expected 2 to " + MachineShape.MAX_NODES + ", found " + nodes);
        }
    }

    /**
     * Checks the request, as far as that is possible without a kernel.
     *
     * @throws PlanException if the calibrating cell does not exist or reads no line of another node, or the time is too
     *     short
     */
    public void check() throws PlanException {
        Published table = Published.table();
        if (!calibrating(table).tellsOfDistance()) {
            throw new PlanException("--calibrate " + calibration
                    + ": its call reads no line of another node, so it does not tell what one costs; those that do are "
                    + table.cells().stream()
                            .filter(PublishedCell::tellsOfDistance)
                            .map(PublishedCell::name)
                            .collect(Collectors.joining(", ")));
        }
        RacingTime.checkEqualRuns(new PredictionPlans(table).runs(), seconds(table));
    }

    PublishedCell calibrating(Published table) throws PlanException {
        try {
            return table.cell(calibration);
        } catch (PlanException e) {
            throw new PlanException("--calibrate: " + e.getMessage(), e);
        }
    }

    /** Returns the racing time of all runs together. */
    double seconds(Published table) {
        return settings.seconds().orElse(new PredictionPlans(table).runs() * SECONDS_A_RUN);
    }

    /** Returns the VM that stands in for a published machine. */
    MachineShape shape(PublishedMachine machine) {
        return machine.numa() ? new MachineShape(nodes, nodes) : ONE_NODE;
    }
}
