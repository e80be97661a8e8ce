// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of cells to run.
 *
 * @param source where it was read, for messages: a file's name
 * @param seconds of racing, all cells together, unless told otherwise
 * @param cpus that a VM for it has, unless told otherwise
 * @param oracle whether to prove first, in the same boot, that planted defects are seen
 */
public record Plan(
        String name,
        String description,
        String source,
        double seconds,
        Optional<Integer> cpus,
        boolean oracle,
        List<CellSpec> cells) {

    public Plan {
        cells = List.copyOf(cells);
    }

    /**
     * The same with a simulated penalty, in ns, for each line of another node that a model of an old kernel reads.
     *
     * @throws PlanException if none of its cells is of a model
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
        return new Plan(name, description, source, seconds, cpus, oracle, simulated);
    }
}
