// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.RacingTime;
import org.timertorture.predict.PredictionPlans;
import org.timertorture.predict.Published;
import org.timertorture.predict.PublishedCell;
import org.timertorture.predict.PublishedMachine;
import org.timertorture.qemu.MachineShape;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code predict}, and their ranges. */
final class PredictOptions {
    /** A machine with one node still races on two CPUs. */
    private static final MachineShape SMP = new MachineShape(2, 1);

    private static final double SECONDS_A_RUN = 0.3;

    @Mixin
    private RacingOptions racing;

    @Option(
            names = "--calibrate",
            paramLabel = "CELL",
            description = {
                "The published cell that gives the penalty: loop or last-running, warm or cold, 32p. Default:"
                        + " ${DEFAULT-VALUE}."
            },
            defaultValue = "loop-warm-32p")
    private String calibrate;

    @Option(
            names = "--kernel",
            paramLabel = "REL",
            description =
                    "A kernel of the store: its name, a unique beginning of it, or its suite; or host, the running kernel.")
    private String kernel;

    @Option(
            names = "--nodes",
            paramLabel = "M",
            description = "NUMA nodes of the VM for 32p, 2 to 8, each with one CPU. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8")
    private int nodes;

    /**
     * Checks what needs no kernel.
     *
     * @throws PlanException naming the range that was left
     */
    void check(Published table) throws PlanException {
        racing.check();
        if (nodes < 2 || nodes > MachineShape.MAX_NODES) {
            throw new PlanException("--nodes " + nodes + ": expected 2 to " + MachineShape.MAX_NODES);
        }
        if (!calibrating(table).tellsOfDistance()) {
            throw new PlanException("--calibrate " + calibrate
                    + ": its call reads no line of another node, so it does not tell what one costs; those that do are "
                    + table.cells().stream()
                            .filter(PublishedCell::tellsOfDistance)
                            .map(PublishedCell::name)
                            .collect(Collectors.joining(", ")));
        }
        RacingTime.checkEqualRuns(
                new PredictionPlans(table).runs(), settings(table).seconds());
    }

    PublishedCell calibrating(Published table) throws PlanException {
        try {
            return table.cell(calibrate);
        } catch (PlanException e) {
            throw new PlanException("--calibrate: " + e.getMessage(), e);
        }
    }

    /** How all runs together are set. */
    RaceSettings settings(Published table) throws PlanException {
        return racing.settings(new PredictionPlans(table).runs() * SECONDS_A_RUN);
    }

    RacingOptions racing() {
        return racing;
    }

    Optional<String> kernel() {
        return Optional.ofNullable(kernel);
    }

    /** The VM that stands in for a published machine. */
    MachineShape shape(PublishedMachine machine) {
        return machine.numa() ? new MachineShape(nodes, nodes) : SMP;
    }
}
