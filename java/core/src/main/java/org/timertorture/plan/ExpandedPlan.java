// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Pair;

/**
 * A plan whose entries have become cells, for one catalogue and one seed. Only their CPUs are still to be chosen.
 *
 * @param catalogue the abilities of the kernel that the cells are made for
 * @param seed the seed that the seeds of all cells derive from, from 0 to 2^53 - 1
 */
public record ExpandedPlan(Plan plan, Catalogue catalogue, long seed, List<UnplacedCell> cells) {
    private static final int LEAST_DISTANT_NODES = 2;

    public ExpandedPlan {
        cells = List.copyOf(cells);
    }

    /**
     * Chooses the CPUs of all cells. A cell that cannot run on them is kept with the reason.
     *
     * @throws PlanException if a cell names CPUs or nodes that do not exist, or can run on no kernel
     */
    public List<Cell> bind(Topology topology) throws PlanException {
        PairPlacer placer = new PairPlacer(topology);
        CellChecks checks = new CellChecks(catalogue);
        List<Cell> bound = new ArrayList<>();
        for (UnplacedCell cell : cells) {
            try {
                requireDistance(cell, topology);
                List<List<Pair>> rounds = placer.rounds(
                        cell.spec().pairs(), cell.placement(), cell.scenario().needsThird());
                for (int i = 0; i < rounds.size(); i++) {
                    List<Pair> pairs = rounds.get(i);
                    Optional<String> refusal = checks.judge(cell, pairs);
                    bound.add(new Cell(
                            cell.round(bound.size(), i, rounds.size()),
                            pairs,
                            pairs.stream().map(topology::span).toList(),
                            skip(cell, pairs, topology).or(() -> refusal)));
                }
            } catch (PlanException e) {
                throw e.inEntry(plan, cell.spec().line());
            }
        }
        return bound;
    }

    private static void requireDistance(UnplacedCell cell, Topology topology) throws PlanException {
        if (cell.settings().model().remoteNs() != 0 && topology.nodes() < LEAST_DISTANT_NODES) {
            throw new PlanException(
                    "remote-ns: there is no other node on a machine with one; --nodes gives a VM more of them");
        }
    }

    private static Optional<String> skip(UnplacedCell cell, List<Pair> pairs, Topology topology) {
        if (!cell.primitive().available()) {
            return Optional.of(cell.primitive().reason());
        }
        if (!cell.scenario().available()) {
            return Optional.of(cell.scenario().reason());
        }
        if (pairs.isEmpty() && cell.placement().crossesNodes()) {
            return Optional.of("needs CPUs of several nodes, the machine has one; --nodes gives a VM more");
        }
        return pairs.isEmpty()
                ? Optional.of("needs " + PairPlacer.cpusOf(cell.scenario().needsThird())
                        + " CPUs a pair, the machine has " + topology.cpus().size())
                : Optional.empty();
    }
}
