// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.WantedCpus;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.NodeDistance;

/**
 * The virtual machine to race in.
 *
 * @param kernel the name of a kernel of the store, the unique beginning of one, a suite such as {@code bookworm}, or
 *     {@code host} for the running kernel; empty for the default kernel, which is fetched if the store lacks it
 * @param cpus 1 to {@link MachineShape#MAX_CPUS}; empty for as many as the plan or its largest cell wants, at least
 *     {@link #DEFAULT_CPUS}
 * @param nodes NUMA nodes, 1 to {@link MachineShape#MAX_NODES} and at most one for each CPU; empty for as many as the
 *     plan wants, or 1
 * @param distances between nodes, where they are not those of a ring
 * @param acceleration how the CPUs are run; empty for KVM where it works, else TCG
 * @param kernelArguments arguments for the kernel beside those of the plan
 */
public record Vm(
        Optional<String> kernel,
        OptionalInt cpus,
        OptionalInt nodes,
        List<NodeDistance> distances,
        Optional<Acceleration> acceleration,
        KernelArguments kernelArguments) {
    /** The number of CPUs if neither the request nor the plan has one, and no cell wants more. */
    public static final int DEFAULT_CPUS = 2;

    /** The default kernel, as many CPUs as the plan wants, one node, the best acceleration. */
    public static final Vm DEFAULT = new Vm(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(),
            Optional.empty(),
            KernelArguments.NONE);

    public Vm {
        distances = List.copyOf(distances);
    }

    /** Returns the same machine with another kernel. */
    public Vm withKernel(String name) {
        return new Vm(Optional.of(name), cpus, nodes, distances, acceleration, kernelArguments);
    }

    /** Returns the same machine with a number of CPUs and NUMA nodes. */
    public Vm withShape(int cpuCount, int nodeCount) {
        return new Vm(
                kernel, OptionalInt.of(cpuCount), OptionalInt.of(nodeCount), distances, acceleration, kernelArguments);
    }

    /** Returns the same machine with a demanded acceleration. */
    public Vm withAcceleration(Acceleration demanded) {
        return new Vm(kernel, cpus, nodes, distances, Optional.of(demanded), kernelArguments);
    }

    /** Returns the same machine with arguments for its kernel. */
    public Vm withKernelArguments(KernelArguments arguments) {
        return new Vm(kernel, cpus, nodes, distances, acceleration, arguments);
    }

    /**
     * Returns the machine's shape if no plan is known.
     *
     * @throws PlanException if a VM cannot have that many CPUs, or there are more nodes than CPUs
     */
    MachineShape shape() throws PlanException {
        int count = cpus.orElse(DEFAULT_CPUS);
        if (count < 1 || count > MachineShape.MAX_CPUS) {
            throw new PlanException("cpus " + count + ": expected 1 to " + MachineShape.MAX_CPUS);
        }
        return shape(count, nodes.orElse(1), distances);
    }

    /**
     * Returns the machine's shape for a plan.
     *
     * @throws PlanException if the plan wants more CPUs than a VM can have, or there are more nodes than CPUs
     */
    MachineShape shape(Plan plan) throws PlanException {
        return shape(plan, cpus.orElse(plan.cpus().orElse(DEFAULT_CPUS)));
    }

    /**
     * Returns the machine's shape for a plan. Unless the number of CPUs is demanded, it suffices for every cell.
     *
     * @param catalogue says which scenarios need a third CPU
     * @throws PlanException if the plan wants more CPUs than a VM can have, or there are more nodes than CPUs
     */
    MachineShape shape(Plan plan, Catalogue catalogue) throws PlanException {
        return shape(plan, cpus.orElse(wanted(plan, catalogue)));
    }

    /** Returns how many CPUs the plan asks for, or as many as its largest cell wants if that is more. */
    static int wanted(Plan plan, Catalogue catalogue) {
        return Math.max(plan.cpus().orElse(DEFAULT_CPUS), WantedCpus.of(plan, catalogue));
    }

    private MachineShape shape(Plan plan, int count) throws PlanException {
        if (count < 1 || count > MachineShape.MAX_CPUS) {
            throw new PlanException((cpus.isPresent() ? "cpus " : plan.source() + ": cpus: ") + count
                    + ": expected 1 to " + MachineShape.MAX_CPUS);
        }
        return shape(count, nodes.orElse(plan.nodes().orElse(1)), distances);
    }

    /**
     * Makes a shape of numbers that are in range.
     *
     * @throws PlanException if there are more nodes than CPUs, or a distance is of a node that is not there
     */
    static MachineShape shape(int cpus, int nodes, List<NodeDistance> distances) throws PlanException {
        if (nodes > cpus) {
            throw new PlanException("--nodes " + nodes + ": expected 1 to " + cpus + ", one node a CPU at most");
        }
        try {
            return new MachineShape(cpus, nodes, distances);
        } catch (IllegalArgumentException e) {
            throw new PlanException("--numa-distance: " + e.getMessage(), e);
        }
    }
}
