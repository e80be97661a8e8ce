// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;
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
    public static NodeInfo of(Struct s, int nodes) {
        int[] distances = s.u8s("distances");
        return new NodeInfo(
                s.u32("node"),
                (s.u32("flags") & 1) != 0,
                s.u32("cpus"),
                Arrays.stream(distances).limit(nodes).boxed().toList());
    }
}
