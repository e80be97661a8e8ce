// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CPUs that cells may use, and their nodes.
 *
 * @param cpus by number, ascending
 * @param nodes node numbers are below this
 * @param atOnce how many of the CPUs can run at the same time; fewer than there are where a host emulates them
 */
public record Topology(List<Cpu> cpus, int nodes, int atOnce) {

    public Topology {
        cpus = List.copyOf(cpus);
    }

    /** One whose CPUs all run at the same time. */
    public Topology(List<Cpu> cpus, int nodes) {
        this(cpus, nodes, cpus.size());
    }

    /** The same on a host that can run so many CPUs at the same time. */
    public Topology hostedBy(int hostCpus) {
        return new Topology(cpus, nodes, Math.min(cpus.size(), hostCpus));
    }

    /** A CPU and the node that it is on. */
    public record Cpu(int number, int node) {}

    /** A VM as it is asked for: CPUs from 0 on, divided among the nodes in equal runs, the first
     * ones longer by one if they cannot be. */
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

    /** The same without its last CPU, where more than two are there. */
    public Topology leavingOneFree() {
        return cpus.size() > 2 ? new Topology(cpus.subList(0, cpus.size() - 1), nodes).hostedBy(atOnce) : this;
    }

    public Optional<Cpu> cpu(int number) {
        return cpus.stream().filter(c -> c.number() == number).findFirst();
    }
}
