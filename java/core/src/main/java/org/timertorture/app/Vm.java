// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;

/**
 * The virtual machine to race in.
 *
 * @param kernel the name of a kernel of the store, the unique beginning of one, a suite such as {@code bookworm}, or
 *     {@code host} for the running kernel; empty for the default kernel, which is fetched if the store lacks it
 * @param cpus 1 to {@link MachineShape#MAX_CPUS}; empty for as many as the plan wants, or {@link #DEFAULT_CPUS}
 * @param nodes NUMA nodes, 1 to {@link MachineShape#MAX_NODES} and at most one for each CPU
 * @param acceleration how the CPUs are run; empty for KVM where it works, else TCG
 * @param kernelArguments arguments for the kernel beside those of the plan
 */
public record Vm(
        Optional<String> kernel,
        OptionalInt cpus,
        int nodes,
        Optional<Acceleration> acceleration,
        KernelArguments kernelArguments) {
    /** The number of CPUs if neither the request nor the plan has one. */
    public static final int DEFAULT_CPUS = 2;

    /** The default kernel, as many CPUs as the plan wants, one node, the best acceleration. */
    public static final Vm DEFAULT =
            new Vm(Optional.empty(), OptionalInt.empty(), 1, Optional.empty(), KernelArguments.NONE);

    /** Returns the same machine with another kernel. */
    public Vm withKernel(String name) {
        return new Vm(Optional.of(name), cpus, nodes, acceleration, kernelArguments);
    }

    /** Returns the same machine with a number of CPUs and NUMA nodes. */
    public Vm withShape(int cpuCount, int nodeCount) {
        return new Vm(kernel, OptionalInt.of(cpuCount), nodeCount, acceleration, kernelArguments);
    }

    /** Returns the same machine with a demanded acceleration. */
    public Vm withAcceleration(Acceleration demanded) {
        return new Vm(kernel, cpus, nodes, Optional.of(demanded), kernelArguments);
    }

    /** Returns the same machine with arguments for its kernel. */
    public Vm withKernelArguments(KernelArguments arguments) {
        return new Vm(kernel, cpus, nodes, acceleration, arguments);
    }

    /**
     * Returns the machine's shape for a plan.
     *
     * @throws PlanException if the plan wants more CPUs than a VM can have, or there are more nodes than CPUs
     */
    MachineShape shape(Plan plan) throws PlanException {
        int count = cpus.orElse(plan.cpus().orElse(DEFAULT_CPUS));
        if (count < 1 || count > MachineShape.MAX_CPUS) {
            throw new PlanException((cpus.isPresent() ? "cpus " : plan.source() + ": cpus: ") + count
                    + ": expected 1 to " + MachineShape.MAX_CPUS);
        }
        return shape(count, nodes);
    }

    /**
     * Makes a shape of numbers that are in range.
     *
     * @throws PlanException if there are more nodes than CPUs
     */
    static MachineShape shape(int cpus, int nodes) throws PlanException {
        if (nodes > cpus) {
            throw new PlanException("--nodes " + nodes + ": expected 1 to " + cpus + ", one node a CPU at most");
        }
        return new MachineShape(cpus, nodes);
    }
}
