// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The CPUs and memory nodes of a guest. The nodes form a ring: a node's distance is 10 to itself, 20 to its neighbours,
 * and 10 more for each further step, unless it is given.
 *
 * @param cpus number of CPUs, from 1 to {@value #MAX_CPUS}
 * @param nodes number of nodes, from 1 to {@value #MAX_NODES}, at most one per CPU
 * @param given distances that are not those of the ring
 */
public record MachineShape(int cpus, int nodes, List<NodeDistance> given) {

    public static final int MAX_CPUS = 64;
    public static final int MAX_NODES = 8;

    private static final int BASE_MIB = 512;
    private static final int CPU_MIB = 16;
    private static final int NODE_MIB = 192;
    private static final long SMALL_INITRAMFS = 16 << 20;
    private static final int LOCAL = 10;
    private static final int STEP = 10;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range; the message names it
     */
    public MachineShape {
        given = List.copyOf(given);
        if (cpus < 1 || cpus > MAX_CPUS) {
            throw new IllegalArgumentException("a VM has 1 to " + MAX_CPUS + " CPUs, not " + cpus);
        }
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new IllegalArgumentException("a VM has 1 to " + MAX_NODES + " nodes, not " + nodes);
        }
        if (nodes > cpus) {
            throw new IllegalArgumentException(
                    nodes + " nodes need at least as many CPUs, not " + cpus + ": ask for more CPUs or fewer nodes");
        }
        for (NodeDistance distance : given) {
            if (distance.one() >= nodes || distance.other() >= nodes) {
                throw new IllegalArgumentException("the distance " + distance + " is of a node that a VM with " + nodes
                        + (nodes == 1 ? " node" : " nodes") + " does not have");
            }
        }
    }

    /** A machine whose nodes form a ring. */
    public MachineShape(int cpus, int nodes) {
        this(cpus, nodes, List.of());
    }

    /** Returns the distances from each node to each node. */
    public List<List<Integer>> distances() {
        return IntStream.range(0, nodes)
                .mapToObj(from -> IntStream.range(0, nodes)
                        .mapToObj(to -> distance(from, to))
                        .toList())
                .toList();
    }

    /** Returns the memory of each node in MiB. It is enough for the kernel and the unpacked initramfs. */
    int nodeMemory(long initramfsBytes) {
        int files = initramfsBytes <= SMALL_INITRAMFS ? 0 : (int) (4 * (initramfsBytes >> 20));
        int whole = BASE_MIB + CPU_MIB * cpus + files;
        return Math.max((whole + nodes - 1) / nodes, nodes == 1 ? 0 : NODE_MIB);
    }

    /** Returns QEMU's options for the CPUs and nodes. */
    List<String> options(long initramfsBytes) {
        int memory = nodeMemory(initramfsBytes);
        List<String> options = new ArrayList<>(List.of("-m", memory * nodes + "M"));
        if (nodes == 1) {
            options.addAll(List.of("-smp", String.valueOf(cpus)));
            return options;
        }
        // A socket must not span nodes: the scheduler rejects such a topology.
        int sockets = cpus % nodes == 0 ? nodes : cpus;
        options.addAll(List.of("-smp", cpus + ",sockets=" + sockets + ",cores=" + cpus / sockets + ",threads=1"));
        int first = 0;
        for (int node = 0; node < nodes; node++) {
            int count = cpus / nodes + (node < cpus % nodes ? 1 : 0);
            String range = count == 1 ? String.valueOf(first) : first + "-" + (first + count - 1);
            options.addAll(List.of(
                    "-object",
                    "memory-backend-ram,id=memory" + node + ",size=" + memory + "M",
                    "-numa",
                    "node,nodeid=" + node + ",cpus=" + range + ",memdev=memory" + node));
            first += count;
        }
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                options.addAll(List.of("-numa", "dist,src=" + from + ",dst=" + to + ",val=" + distance(from, to)));
            }
        }
        return options;
    }

    private int distance(int from, int to) {
        int steps = Math.abs(from - to);
        for (NodeDistance distance : given) {
            if (distance.between(from, to)) {
                return distance.distance();
            }
        }
        return LOCAL + STEP * Math.min(steps, nodes - steps);
    }
}
