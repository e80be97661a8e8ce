// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.MachineShape;
import picocli.CommandLine.Option;

/** Which VM to race in. */
final class VmOptions {
    static final int DEFAULT_CPUS = 2;

    @Option(
            names = "--kernel",
            paramLabel = "REL",
            description =
                    "A kernel of the store: its name, a unique beginning of it, or its suite; or host, the running kernel.")
    private String kernel;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "Virtual CPUs, 1 to 64. Default: as many as the plan wants, or 2.")
    private Integer cpus;

    @Option(
            names = "--nodes",
            paramLabel = "M",
            description = "NUMA nodes, 1 to 8, at most one for each CPU. Default: 1.")
    private Integer nodes;

    /**
     * Checks what needs no plan and no kernel.
     *
     * @throws PlanException naming the range that was left
     */
    void check() throws PlanException {
        Ranges.upTo("--cpus", cpus, MachineShape.MAX_CPUS);
        Ranges.upTo("--nodes", nodes, MachineShape.MAX_NODES);
        if (cpus != null) {
            Ranges.shape(cpus, nodes());
        }
    }

    /** Refuses them all: there is no VM. */
    void refuse(Refusal refusal) throws PlanException {
        refusal.ifGiven("--kernel", kernel);
        refusal.ifGiven("--cpus", cpus);
        refusal.ifGiven("--nodes", nodes);
    }

    Optional<String> kernel() {
        return Optional.ofNullable(kernel);
    }

    /**
     * The VM's.
     *
     * @throws PlanException if the plan asks for more CPUs than a VM can have, or there are more nodes than CPUs
     */
    MachineShape shape(Plan of) throws PlanException {
        int count = cpus != null ? cpus : of.cpus().orElse(DEFAULT_CPUS);
        Ranges.upTo(of.source() + ": cpus:", count, MachineShape.MAX_CPUS);
        Ranges.shape(count, nodes());
        return new MachineShape(count, nodes());
    }

    private int nodes() {
        return nodes == null ? 1 : nodes;
    }

    /** Complains of an option that was given. */
    @FunctionalInterface
    interface Refusal {
        void ifGiven(String option, Object value) throws PlanException;
    }
}
