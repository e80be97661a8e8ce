// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Uapi;

/** Chooses the CPUs of pairs. */
final class PairPlacer {
    private final Topology topology;

    PairPlacer(Topology topology) {
        this.topology = topology;
    }

    /**
     * Returns the chosen pairs. Unless pairs are listed, each takes two or three CPUs in order of their numbers: base,
     * deleter and, if there is one, the third CPU.
     *
     * @return the pairs; empty if there are too few CPUs
     * @throws PlanException if listed pairs name CPUs or nodes that do not exist, or a CPU twice
     */
    List<Pair> place(PairChoice choice, Placement placement, boolean third) throws PlanException {
        if (choice instanceof PairChoice.Listed listed) {
            return listed(listed.pairs(), third);
        }
        List<Pair> all = spread(placement, third);
        int most = most(choice, cpusOf(third));
        return all.subList(0, Math.min(most, all.size()));
    }

    private int most(PairChoice choice, int cpusOfAPair) {
        if (choice instanceof PairChoice.Count count) {
            return count.count();
        }
        return choice instanceof PairChoice.AtOnce ? Math.max(1, topology.atOnce() / cpusOfAPair) : Uapi.MAX_PAIRS;
    }

    /** Returns how many CPUs a pair takes. */
    static int cpusOf(boolean third) {
        return third ? 3 : 2;
    }

    private List<Pair> spread(Placement placement, boolean third) {
        List<Topology.Cpu> cpus = topology.cpus();
        List<Pair> pairs = new ArrayList<>();
        int step = cpusOf(third);
        for (int i = 0; i + step <= cpus.size(); i += step) {
            Topology.Cpu base = cpus.get(placement == Placement.LOCAL ? i + 1 : i);
            int interferes = third ? cpus.get(i + 2).number() : Uapi.NO_CPU;
            pairs.add(new Pair(cpus.get(i + 1).number(), base.number(), base.node(), interferes));
        }
        if (pairs.isEmpty() && placement == Placement.LOCAL && !third && !cpus.isEmpty()) {
            Topology.Cpu only = cpus.get(0);
            pairs.add(new Pair(only.number(), only.number(), only.node()));
        }
        return pairs;
    }

    private List<Pair> listed(List<Pair> pairs, boolean third) throws PlanException {
        Set<Integer> used = new HashSet<>();
        List<Pair> placed = new ArrayList<>();
        for (Pair pair : pairs) {
            Topology.Cpu deleter = cpu(pair.deleter());
            Topology.Cpu base = cpu(pair.base());
            if (pair.hasThird() != third) {
                throw new PlanException("pairs: " + named(pair)
                        + (third
                                ? " needs a third CPU that interferes"
                                : " has a third CPU, which the scenario does not use"));
            }
            if (!used.add(deleter.number())
                    | (!pair.local() && !used.add(base.number()))
                    | (third && !used.add(cpu(pair.third()).number()))) {
                throw new PlanException("pairs: a CPU can be in one pair only, and only once; " + named(pair)
                        + " has one that is taken");
            }
            int node = pair.node() == PairChoice.Listed.BASE_NODE ? base.node() : pair.node();
            if (node >= topology.nodes()) {
                throw new PlanException(
                        "pairs: there is no node " + node + "; expected 0 to " + (topology.nodes() - 1));
            }
            placed.add(new Pair(deleter.number(), base.number(), node, pair.third()));
        }
        return placed;
    }

    private static String named(Pair pair) {
        return "deleter " + pair.deleter() + ", base " + pair.base()
                + (pair.hasThird() ? ", third " + pair.third() : "");
    }

    private Topology.Cpu cpu(int number) throws PlanException {
        return topology.cpu(number)
                .orElseThrow(() -> new PlanException("pairs: there is no CPU " + number + " to use; expected one of "
                        + CpuRanges.of(topology.cpus().stream()
                                .map(Topology.Cpu::number)
                                .toList())));
    }
}
