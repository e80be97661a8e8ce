// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairSpan;

/**
 * The CPUs that cells may use, and their nodes.
 *
 * @param cpus the CPUs in ascending order of their numbers
 * @param nodes an upper bound of the node numbers
 * @param atOnce how many of the CPUs can run at the same time; this is less than their number if the host has fewer
 *     CPUs
 * @param distances from each node to each node, as the firmware says; a row that is missing or empty is not known
 */
public record Topology(List<Cpu> cpus, int nodes, int atOnce, List<List<Integer>> distances) {
    private static final int LOCAL_DISTANCE = 10;
    private static final int REMOTE_DISTANCE = 20;

    public Topology {
        cpus = List.copyOf(cpus);
        distances = List.copyOf(distances);
    }

    /** Creates a topology without distances. */
    public Topology(List<Cpu> cpus, int nodes, int atOnce) {
        this(cpus, nodes, atOnce, List.of());
    }

    /** Creates a topology whose CPUs can all run at the same time. */
    public Topology(List<Cpu> cpus, int nodes) {
        this(cpus, nodes, cpus.size());
    }

    /** Returns the same topology on a host that can run this many CPUs at the same time. */
    public Topology hostedBy(int hostCpus) {
        return new Topology(cpus, nodes, Math.min(cpus.size(), hostCpus), distances);
    }

    /** Returns the same topology with distances from each node to each node. */
    public Topology withDistances(List<List<Integer>> known) {
        return new Topology(cpus, nodes, atOnce, known);
    }

    /** Returns the distance from a node to another; what the kernel assumes if it is not known. */
    public int distance(int from, int to) {
        if (from < distances.size() && to < distances.get(from).size()) {
            return distances.get(from).get(to);
        }
        return from == to ? LOCAL_DISTANCE : REMOTE_DISTANCE;
    }

    /** Returns how far apart the CPUs of a pair are. */
    PairSpan span(Pair pair) {
        int deleter = cpu(pair.deleter()).map(Cpu::node).orElse(0);
        int base = cpu(pair.base()).map(Cpu::node).orElse(0);
        return new PairSpan(deleter, base, distance(deleter, base));
    }

    /** A CPU and its node. */
    public record Cpu(int number, int node) {}

    /**
     * Returns the topology of a VM: CPUs from 0 on, divided among the nodes in consecutive ranges. If they do not
     * divide evenly, the first ranges have one CPU more.
     */
    public static Topology even(int cpus, int nodes) {
        List<Cpu> list = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int count = cpus / nodes + (node < cpus % nodes ? 1 : 0);
            for (int i = 0; i < count; i++) {
                list.add(new Cpu(list.size(), node));
            }
        }
        return new Topology(list, nodes);
    }

    /** Returns the topology without its last CPU. */
    Topology withoutLast() {
        return with(cpus.subList(0, cpus.size() - 1));
    }

    /** Returns the topology of those CPUs whose numbers are given. */
    Topology only(Set<Integer> numbers) {
        return with(cpus.stream().filter(c -> numbers.contains(c.number())).toList());
    }

    private Topology with(List<Cpu> some) {
        return new Topology(some, nodes, Math.min(some.size(), atOnce), distances);
    }

    public Optional<Cpu> cpu(int number) {
        return cpus.stream().filter(c -> c.number() == number).findFirst();
    }
}
