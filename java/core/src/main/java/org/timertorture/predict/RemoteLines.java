// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;

/**
 * The lines of other nodes that one deletion of a pending timer reads. A line that it reads twice counts twice, as it
 * does in the module.
 *
 * @param count how many
 * @param weight the same in units of the penalty X: a line at twice the local distance is one, others in proportion
 */
public record RemoteLines(int count, double weight) {
    /** Of the distance table */
    private static final double LOCAL_DISTANCE = 10;

    /**
     * Those of a cell of the published table on a machine that stands in for its own.
     *
     * @param distances between nodes, row by row
     * @param deleter node of the CPU that deletes
     * @param base node of the CPU that armed
     */
    static RemoteLines of(PublishedCell cell, List<List<Integer>> distances, int deleter, int base) {
        RemoteLines own = at(distances, deleter, base);
        if (cell.asks() == Published.Asks.BASE) {
            return own;
        }
        RemoteLines all = own;
        int nodes = distances.size();
        for (int i = 0; i < nodes; i++) {
            // As the module lays them out: round the nodes, from the base's on.
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
