// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one deletion cost in one situation, by the number of slots.
 *
 * @param primitive today's name
 * @param kind native, historical or null
 * @param scenario what the timer was doing
 * @param cold what was done to the lines before each call: none, flush or dirty
 * @param remoteNs the simulated penalty in it; 0: all is measured
 * @param lacking why there are no costs; else null
 * @param costs of all runs, by slots, ascending; none if a line cannot be cold here
 * @param dirtied the share of lines that their owners had written in time, 0 to 1; null unless owners wrote
 * @param fit the least-squares line through the medians; null if there are fewer than three numbers of slots
 */
public record CostLine(
        String primitive,
        String kind,
        String scenario,
        String cold,
        long remoteNs,
        String lacking,
        List<ModelCost> costs,
        Double dirtied,
        Growth fit) {

    public CostLine {
        costs = costs == null ? List.of() : List.copyOf(costs);
    }

    /** One for each number of slots: of several runs the least disturbed one, whose median is lowest. */
    public List<ModelCost> least() {
        return least(costs);
    }

    /** Returns the least disturbed run at each number of slots: the one whose median is lowest. */
    public static List<ModelCost> least(List<ModelCost> costs) {
        return costs.stream()
                .collect(Collectors.groupingBy(ModelCost::slots, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(runs -> Collections.min(runs, Comparator.comparingLong(ModelCost::p50Ns)))
                .toList();
    }

    /** Whether a stated penalty stands in for a distance that this machine has not. */
    public boolean simulated() {
        return remoteNs > 0;
    }

    /** Whether it is a call of the running kernel. */
    public boolean ofTheKernel() {
        return kind.equals("native");
    }
}
