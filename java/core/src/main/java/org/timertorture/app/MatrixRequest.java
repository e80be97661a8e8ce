// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.KernelArguments;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.NodeDistance;

/**
 * A request for a matrix: one plan on several kernels, each with machines of several shapes.
 *
 * @param plan the name of a plan that ships, or a YAML file; a matrix that is resumed reads it again
 * @param kernels names as for {@link Vm#kernel()}, or {@code SUITE[:FLAVOUR][=VERSION]}; {@code all} alone for every
 *     kernel of the store. A suite that the store lacks is fetched.
 * @param flavours the flavours that each suite is wanted in; empty for one flavour each
 * @param cpus numbers of CPUs, a row of the matrix for each; empty for as many as the plan wants, or 2
 * @param nodes numbers of NUMA nodes, a row of the matrix for each; empty for what the plan wants, or 1
 * @param distances between nodes of all machines, where they are not those of a ring
 * @param kernelArguments further arguments of the kernels, a row of the matrix for each entry; empty for none
 * @param repeat how often all rows run, 1 or more
 * @param acceleration how the CPUs are run; empty for KVM where it works, else TCG
 * @param settings of every run; each repeat derives a seed of its own
 */
public record MatrixRequest(
        String plan,
        List<String> kernels,
        List<String> flavours,
        List<Integer> cpus,
        List<Integer> nodes,
        List<NodeDistance> distances,
        List<KernelArguments> kernelArguments,
        int repeat,
        Optional<Acceleration> acceleration,
        RaceSettings settings) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if {@code repeat} is below 1
     */
    public MatrixRequest {
        kernels = List.copyOf(kernels);
        flavours = List.copyOf(flavours);
        cpus = List.copyOf(cpus);
        nodes = List.copyOf(nodes);
        distances = List.copyOf(distances);
        kernelArguments = List.copyOf(kernelArguments);
        if (repeat < 1) {
            throw new IllegalArgumentException("repeat: expected 1 or more, found " + repeat);
        }
    }

    /** Requests one run of a plan on each kernel, with the machine that the plan wants. */
    public MatrixRequest(String plan, List<String> kernels) {
        this(
                plan,
                kernels,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                Optional.empty(),
                RaceSettings.DEFAULT);
    }

    /** Returns the same request with other settings. */
    public MatrixRequest with(RaceSettings other) {
        return new MatrixRequest(
                plan, kernels, flavours, cpus, nodes, distances, kernelArguments, repeat, acceleration, other);
    }

    /** Returns the same request with a number of repeats. */
    public MatrixRequest withRepeat(int times) {
        return new MatrixRequest(
                plan, kernels, flavours, cpus, nodes, distances, kernelArguments, times, acceleration, settings);
    }

    /** Returns the same request with a demanded acceleration. */
    public MatrixRequest withAcceleration(Acceleration demanded) {
        return new MatrixRequest(
                plan,
                kernels,
                flavours,
                cpus,
                nodes,
                distances,
                kernelArguments,
                repeat,
                Optional.of(demanded),
                settings);
    }

    /**
     * Returns every number of CPUs with every number of nodes. Unless numbers of CPUs are demanded, all cells fit.
     *
     * @param catalogues of the kernels, as far as they are known
     */
    List<MachineShape> shapes(Plan of, Collection<Catalogue> catalogues) throws PlanException {
        int wanted = catalogues.stream()
                .mapToInt(c -> Vm.wanted(of, c))
                .max()
                .orElse(of.cpus().orElse(Vm.DEFAULT_CPUS));
        List<MachineShape> shapes = new ArrayList<>();
        for (int c : cpus.isEmpty() ? List.of(wanted) : cpus) {
            for (int n : nodes.isEmpty() ? List.of(of.nodes().orElse(1)) : nodes) {
                shapes.add(Vm.shape(c, n, distances));
            }
        }
        return shapes;
    }
}
