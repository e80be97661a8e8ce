// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of cells to run.
 *
 * @param source where the plan was read, for messages: the file's name
 * @param seconds default racing time of all cells together
 * @param cpus default number of CPUs of a VM for the plan
 * @param nodes default number of NUMA nodes of a VM for the plan
 * @param kernelArguments further arguments for the kernel of a VM
 * @param turnMs length of a cell's first turn, in ms, if cells take turns; 0 if each races all its time at once
 * @param oracle whether to prove in the same boot, before the plan, that planted defects are detected
 */
public record Plan(
        String name,
        String description,
        String source,
        double seconds,
        Optional<Integer> cpus,
        Optional<Integer> nodes,
        KernelArguments kernelArguments,
        long turnMs,
        boolean oracle,
        List<CellSpec> cells) {

    public Plan {
        cells = List.copyOf(cells);
    }

    /**
     * Returns the plan with a simulated penalty, in ns, for each line of another node that a model reads.
     *
     * @throws PlanException if none of its cells has a model
     */
    public Plan withRemoteNs(long ns, Catalogue catalogue) throws PlanException {
        List<CellSpec> simulated = new ArrayList<>();
        for (CellSpec cell : cells) {
            boolean models = cell.primitives().stream()
                    .allMatch(p -> catalogue.primitive(p, true).stream().anyMatch(Catalogue.Primitive::model));
            simulated.add(models ? cell.withRemoteNs(ns) : cell);
        }
        if (simulated.equals(cells)) {
            throw new PlanException("--remote-ns is for models of old kernels, and plan " + name + " has none");
        }
        return new Plan(name, description, source, seconds, cpus, nodes, kernelArguments, turnMs, oracle, simulated);
    }

    /**
     * Returns the plan with other stalls of the kernel's timer code in each of its cells.
     *
     * @param stalls as in {@link org.timertorture.uapi.CellSettings#stalls}
     */
    public Plan withStalls(String stalls) {
        return new Plan(
                name,
                description,
                source,
                seconds,
                cpus,
                nodes,
                kernelArguments,
                turnMs,
                oracle,
                cells.stream().map(c -> c.withStalls(stalls)).toList());
    }

    /** Returns the plan with further arguments for the kernel of a VM, after its own. */
    public Plan withKernelArguments(KernelArguments further) {
        return new Plan(
                name, description, source, seconds, cpus, nodes, kernelArguments.plus(further), turnMs, oracle, cells);
    }
}
