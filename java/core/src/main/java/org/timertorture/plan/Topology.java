// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CPUs that cells may use, and their nodes.
 *
 * @param cpus the CPUs in ascending order of their numbers
 * @param nodes an upper bound of the node numbers
 * @param atOnce how many of the CPUs can run at the same time; this is less than their number if the host has fewer
 *     CPUs
 */
public record Topology(List<Cpu> cpus, int nodes, int atOnce) {

    public Topology {
        cpus = List.copyOf(cpus);
    }

    /** Creates a topology whose CPUs can all run at the same time. */
    public Topology(List<Cpu> cpus, int nodes) {
        this(cpus, nodes, cpus.size());
    }

    /** Returns the same topology on a host that can run this many CPUs at the same time. */
    public Topology hostedBy(int hostCpus) {
        return new Topology(cpus, nodes, Math.min(cpus.size(), hostCpus));
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

    /** Returns the topology without its last CPU if it has more than two. */
    public Topology leavingOneFree() {
        return cpus.size() > 2 ? new Topology(cpus.subList(0, cpus.size() - 1), nodes).hostedBy(atOnce) : this;
    }

    public Optional<Cpu> cpu(int number) {
        return cpus.stream().filter(c -> c.number() == number).findFirst();
    }
}
