// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import org.timertorture.app.PredictionRequest;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.MachineShape;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code predict}, and their ranges. */
final class PredictOptions {
    @Mixin
    private RacingOptions racing;

    @Option(
            names = "--calibrate",
            paramLabel = "CELL",
            description = {
                "The published cell that gives the penalty: loop or last-running, warm or cold, 32p. Default:"
                        + " ${DEFAULT-VALUE}."
            },
            defaultValue = PredictionRequest.DEFAULT_CALIBRATION)
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
     * Checks the options, as far as that is possible without a kernel.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    void check() throws PlanException {
        racing.check();
        if (nodes < 2 || nodes > MachineShape.MAX_NODES) {
            throw new PlanException("--nodes " + nodes + ": expected 2 to " + MachineShape.MAX_NODES);
        }
        request().check();
    }

    /**
     * Returns the request that these options describe.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    PredictionRequest request() throws PlanException {
        return new PredictionRequest(
                calibrate, Optional.ofNullable(kernel), nodes, racing.acceleration(), racing.settings());
    }

    RacingOptions racing() {
        return racing;
    }
}
