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
 */
public record Topology(List<Cpu> cpus, int nodes) {

    public Topology {
        cpus = List.copyOf(cpus);
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
        return cpus.size() > 2 ? new Topology(cpus.subList(0, cpus.size() - 1), nodes) : this;
    }

    public Optional<Cpu> cpu(int number) {
        return cpus.stream().filter(c -> c.number() == number).findFirst();
    }
}
