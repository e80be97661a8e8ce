// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import org.timertorture.app.Vm;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that describe the VM to race in. */
final class VmOptions {
    private static final int FEWEST_NAMED = 2;

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
    private String cpus;

    @Option(
            names = "--nodes",
            paramLabel = "M",
            description = "NUMA nodes, 1 to 8, at most one for each CPU. Default: as many as the plan wants, or 1.")
    private Integer nodes;

    @Mixin
    private NodeDistanceOption distances;

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
        OptionalInt count = count();
        Ranges.upTo("--nodes", nodes, MachineShape.MAX_NODES);
        kernelArguments();
        distances.distances();
        if (count.isPresent()) {
            Ranges.shape(count.getAsInt(), nodes == null ? 1 : nodes);
        }
    }

    /** Returns the number of virtual CPUs; empty if the plan decides. */
    private OptionalInt count() throws PlanException {
        if (cpus == null) {
            return OptionalInt.empty();
        }
        int count;
        try {
            count = Integer.parseInt(cpus);
        } catch (NumberFormatException e) {
            throw new PlanException("--cpus: expected a whole number, found \"" + cpus + "\"", e);
        }
        Ranges.upTo("--cpus", count, MachineShape.MAX_CPUS);
        return OptionalInt.of(count);
    }

    /**
     * Returns the CPUs of a machine that are named; empty if none are.
     *
     * @throws PlanException if fewer than two are named, or something else
     */
    Optional<SortedSet<Integer>> namedCpus() throws PlanException {
        if (cpus == null) {
            return Optional.empty();
        }
        SortedSet<Integer> list;
        try {
            list = CpuRanges.parse(cpus);
        } catch (PlanException e) {
            throw new PlanException("--cpus " + cpus + ": " + e.getMessage(), e);
        }
        if (list.size() < FEWEST_NAMED) {
            throw new PlanException("--cpus " + cpus + ": a race needs two CPUs, such as 0-1");
        }
        return Optional.of(list);
    }

    /** Refuses all of these options, because there is no VM. */
    void refuse(Refusal refusal) throws PlanException {
        refusal.ifGiven("--kernel", kernel);
        refusal.ifGiven("--nodes", nodes);
        refusal.ifGiven(NodeDistanceOption.NAME, distances.given() ? distances : null);
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
                count(),
                nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes),
                distances.distances(),
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

    /** Refuses an option that was given. */
    @FunctionalInterface
    interface Refusal {
        void ifGiven(String option, Object value) throws PlanException;
    }
}
