// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.app.Vm;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.NodeDistance;
import picocli.CommandLine.Option;

/** The options that describe the VM to race in. */
final class VmOptions {
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
            description = "NUMA nodes, 1 to 8, at most one for each CPU. Default: as many as the plan wants, or 1.")
    private Integer nodes;

    @Option(
            names = "--numa-distance",
            paramLabel = "A,B=N",
            description = "The distance between two nodes of the VM, 11 to 254; may be repeated. Default: 20 for"
                    + " neighbours in a ring, and 10 more for each further step.")
    private List<String> distances = new ArrayList<>();

    @Option(
            names = "--kernel-args",
            paramLabel = "ARGS",
            description = "Further arguments for the kernel of the VM, such as \"isolcpus=1 nohz_full=1\".")
    private String kernelArguments;

    /**
     * Checks the options, as far as that is possible without the plan and without a kernel.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    void check() throws PlanException {
        Ranges.upTo("--cpus", cpus, MachineShape.MAX_CPUS);
        Ranges.upTo("--nodes", nodes, MachineShape.MAX_NODES);
        kernelArguments();
        distances();
        if (cpus != null) {
            Ranges.shape(cpus, nodes == null ? 1 : nodes);
        }
    }

    /** Refuses all of these options, because there is no VM. */
    void refuse(Refusal refusal) throws PlanException {
        refusal.ifGiven("--kernel", kernel);
        refusal.ifGiven("--cpus", cpus);
        refusal.ifGiven("--nodes", nodes);
        refusal.ifGiven("--numa-distance", distances.isEmpty() ? null : distances);
        refusal.ifGiven("--kernel-args", kernelArguments);
    }

    /** Refuses the option that names a kernel of the store. */
    void refuseKernel(String with) throws PlanException {
        if (kernel != null) {
            throw new PlanException("--kernel cannot be used with " + with);
        }
    }

    /** Returns the machine that these options describe. */
    Vm machine(Optional<Acceleration> acceleration) throws PlanException {
        return new Vm(
                Optional.ofNullable(kernel),
                cpus == null ? OptionalInt.empty() : OptionalInt.of(cpus),
                nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes),
                distances(),
                acceleration,
                kernelArguments());
    }

    private KernelArguments kernelArguments() throws PlanException {
        return kernelArguments == null ? KernelArguments.NONE : kernelArguments(kernelArguments);
    }

    /** Reads the value of {@code --kernel-args}. */
    static KernelArguments kernelArguments(String text) throws PlanException {
        try {
            return KernelArguments.parse(text);
        } catch (PlanException e) {
            throw new PlanException("--kernel-args: " + e.getMessage(), e);
        }
    }

    private List<NodeDistance> distances() throws PlanException {
        try {
            return distances.stream().map(NodeDistance::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new PlanException("--numa-distance: " + e.getMessage(), e);
        }
    }

    /** Refuses an option that was given. */
    @FunctionalInterface
    interface Refusal {
        void ifGiven(String option, Object value) throws PlanException;
    }
}
