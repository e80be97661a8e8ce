// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;

/**
 * The cache lines of other nodes that one deletion of a pending timer reads. A line that is read twice counts twice, as
 * in the module.
 *
 * @param count the number of lines
 * @param weight the sum of the lines' weights: a line at twice the local distance weighs 1, others in proportion to
 *     their extra distance
 */
public record RemoteLines(int count, double weight) {
    /** The distance of a node to itself in the kernel's distance table. */
    private static final double LOCAL_DISTANCE = 10;

    /**
     * Returns the lines of a cell of the published table on the machine that simulates its own.
     *
     * @param distances distances between the nodes, row by row
     * @param deleter node of the CPU that deletes
     * @param base node of the CPU that armed the timer
     */
    static RemoteLines of(PublishedCell cell, List<List<Integer>> distances, int deleter, int base) {
        RemoteLines own = at(distances, deleter, base);
        if (cell.asks() == Published.Asks.BASE) {
            return own;
        }
        RemoteLines all = own;
        int nodes = distances.size();
        for (int i = 0; i < nodes; i++) {
            // The module spreads the slots over the nodes in turn, starting at the base's node.
            int slots = (cell.machine().slots() + nodes - 1 - i) / nodes;
            RemoteLines one = at(distances, deleter, (base + i) % nodes);
            all = new RemoteLines(all.count() + slots * one.count(), all.weight() + slots * one.weight());
        }
        return all;
    }

    private static RemoteLines at(List<List<Integer>> distances, int from, int to) {
        double weight = (distances.get(from).get(to) - LOCAL_DISTANCE) / LOCAL_DISTANCE;
        return weight > 0 ? new RemoteLines(1, weight) : new RemoteLines(0, 0);
    }
}
