// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
        List<Pair> all = byNode(placement) ? atDistance(placement, third) : spread(placement, third);
        int most = most(choice, cpusOf(third));
        return all.subList(0, Math.min(most, all.size()));
    }

    /**
     * Returns the pairs of each round. All placements have one round, except a tournament.
     *
     * @throws PlanException as {@link #place}, or if a tournament is to have a third CPU or fewer pairs than there are
     */
    List<List<Pair>> rounds(PairChoice choice, Placement placement, boolean third) throws PlanException {
        if (placement != Placement.ALL_PAIRS || choice instanceof PairChoice.Listed) {
            return List.of(place(choice, placement, third));
        }
        if (third) {
            throw new PlanException("placement: all-pairs has no third CPU, and the scenario needs one");
        }
        if (!(choice instanceof PairChoice.All)) {
            throw new PlanException("pairs: expected all, or nothing, with placement all-pairs");
        }
        return tournament();
    }

    /**
     * In each round every CPU is in one pair, by the circle method. If their number is odd, one of them rests. The CPU
     * that stays at the head of the circle deletes in every second round.
     */
    private List<List<Pair>> tournament() {
        List<Topology.Cpu> circle = new ArrayList<>(topology.cpus());
        if (circle.size() % 2 == 1) {
            circle.add(null);
        }
        List<List<Pair>> rounds = new ArrayList<>();
        for (int round = 0; round < circle.size() - 1; round++) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < circle.size() / 2; i++) {
                Topology.Cpu one = circle.get(i);
                Topology.Cpu other = circle.get(circle.size() - 1 - i);
                if (one != null && other != null) {
                    pairs.add(round % 2 == 0 ? pair(one, other) : pair(other, one));
                }
            }
            rounds.add(pairs);
            circle.add(1, circle.remove(circle.size() - 1));
        }
        return rounds.isEmpty() || rounds.get(0).isEmpty() ? List.of(List.of()) : rounds;
    }

    private static Pair pair(Topology.Cpu base, Topology.Cpu deleter) {
        return new Pair(deleter.number(), base.number(), base.node());
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

    private static boolean byNode(Placement placement) {
        return placement == Placement.SAME_NODE || placement.crossesNodes();
    }

    /** Gives each CPU that is still free, in order, a deleter of the node that the placement names, while there are any. */
    private List<Pair> atDistance(Placement placement, boolean third) {
        List<Topology.Cpu> free = new ArrayList<>(topology.cpus());
        List<Pair> pairs = new ArrayList<>();
        while (!free.isEmpty()) {
            Topology.Cpu base = free.remove(0);
            Optional<Topology.Cpu> deleter = free.stream()
                    .filter(cpu -> fits(placement, base.node(), cpu.node()))
                    .findFirst();
            if (deleter.isEmpty()) {
                continue;
            }
            free.remove(deleter.get());
            if (third && free.isEmpty()) {
                break;
            }
            int interferes = third ? free.remove(0).number() : Uapi.NO_CPU;
            pairs.add(new Pair(deleter.get().number(), base.number(), base.node(), interferes));
        }
        return pairs;
    }

    private boolean fits(Placement placement, int base, int deleter) {
        if (placement == Placement.SAME_NODE || base == deleter) {
            return placement == Placement.SAME_NODE && base == deleter;
        }
        IntStream others = topology.cpus().stream()
                .mapToInt(Topology.Cpu::node)
                .filter(node -> node != base)
                .map(node -> topology.distance(base, node));
        int wanted = (placement == Placement.CROSS_NODE ? others.min() : others.max()).orElseThrow();
        return topology.distance(base, deleter) == wanted;
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
