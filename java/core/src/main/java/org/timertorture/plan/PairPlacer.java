// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Start;

/** Finds CPUs for pairs. */
final class PairPlacer {
    private final Topology topology;

    PairPlacer(Topology topology) {
        this.topology = topology;
    }

    /**
     * The pairs of a choice; one on two CPUs, the deleter above the base, where none are listed.
     *
     * @return none if there are too few CPUs
     * @throws PlanException if listed pairs name CPUs or nodes that do not exist, or one CPU twice
     */
    List<Pair> place(PairChoice choice, Placement placement) throws PlanException {
        if (choice instanceof PairChoice.Listed listed) {
            return listed(listed.pairs());
        }
        List<Pair> all = spread(placement);
        int most = choice instanceof PairChoice.Count count ? count.count() : Start.MAX_PAIRS;
        return all.subList(0, Math.min(most, all.size()));
    }

    private List<Pair> spread(Placement placement) {
        List<Topology.Cpu> cpus = topology.cpus();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < cpus.size(); i += 2) {
            Topology.Cpu base = cpus.get(placement == Placement.LOCAL ? i + 1 : i);
            pairs.add(new Pair(cpus.get(i + 1).number(), base.number(), base.node()));
        }
        if (pairs.isEmpty() && placement == Placement.LOCAL && !cpus.isEmpty()) {
            Topology.Cpu only = cpus.get(0);
            pairs.add(new Pair(only.number(), only.number(), only.node()));
        }
        return pairs;
    }

    private List<Pair> listed(List<Pair> pairs) throws PlanException {
        Set<Integer> used = new HashSet<>();
        List<Pair> placed = new ArrayList<>();
        for (Pair pair : pairs) {
            Topology.Cpu deleter = cpu(pair.deleter());
            Topology.Cpu base = cpu(pair.base());
            if (!used.add(deleter.number()) | (!pair.local() && !used.add(base.number()))) {
                throw new PlanException("pairs: a CPU can be in one pair only; deleter " + pair.deleter() + ", base "
                        + pair.base() + " has one of another pair");
            }
            int node = pair.node() == PairChoice.Listed.BASE_NODE ? base.node() : pair.node();
            if (node >= topology.nodes()) {
                throw new PlanException(
                        "pairs: there is no node " + node + "; expected 0 to " + (topology.nodes() - 1));
            }
            placed.add(new Pair(deleter.number(), base.number(), node));
        }
        return placed;
    }

    private Topology.Cpu cpu(int number) throws PlanException {
        return topology.cpu(number)
                .orElseThrow(() -> new PlanException("pairs: there is no CPU " + number + " to use; expected one of "
                        + CpuRanges.of(topology.cpus().stream()
                                .map(Topology.Cpu::number)
                                .toList())));
    }
}
