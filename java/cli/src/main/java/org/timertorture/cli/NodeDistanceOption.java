// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import org.timertorture.plan.PlanException;
import org.timertorture.qemu.NodeDistance;
import picocli.CommandLine.Option;

/** The option that shapes the distances between the nodes of a VM. */
final class NodeDistanceOption {
    static final String NAME = "--numa-distance";

    @Option(
            names = NAME,
            paramLabel = "A,B=N",
            description = "The distance between two nodes of the VM, 11 to 254; may be repeated. Default: 20 for"
                    + " neighbours in a ring, and 10 more for each further step.")
    private List<String> distances = new ArrayList<>();

    /** Returns whether the option was given. */
    boolean given() {
        return !distances.isEmpty();
    }

    /**
     * Returns the distances that are not those of a ring.
     *
     * @throws PlanException if the option is no distance
     */
    List<NodeDistance> distances() throws PlanException {
        try {
            return distances.stream().map(NodeDistance::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new PlanException(NAME + ": " + e.getMessage(), e);
        }
    }
}
