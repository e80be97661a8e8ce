// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.List;

/**
 * {@code struct tt_node}.
 *
 * @param node its number
 * @param cpus how many online CPUs it has
 * @param distances to each node, as the firmware's table says
 */
public record NodeInfo(int node, boolean online, int cpus, List<Integer> distances) {

    public NodeInfo {
        distances = List.copyOf(distances);
    }

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static NodeInfo of(NodeStruct s, int nodes) {
        return new NodeInfo(
                s.node(),
                NodeFlag.ONLINE.in(s.flags()),
                s.cpus(),
                s.distances().stream().limit(nodes).toList());
    }
}
