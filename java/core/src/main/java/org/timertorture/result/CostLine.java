// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.Kind;

/**
 * What one deletion cost in one situation, by the number of slots.
 *
 * @param primitive today's name of the primitive
 * @param kernelName the name that the running kernel uses; null in a result of schema 2.0
 * @param kind what the primitive is
 * @param scenario what the timer was doing
 * @param cold what was done to the cache lines before each call
 * @param remoteNs the simulated penalty that the costs contain, in ns; 0 if all was measured
 * @param lacking why there are no costs; null if there are
 * @param costs the costs of all runs, by ascending slots; empty if a line cannot be as cold as asked on this machine
 * @param dirtied the share of lines that their owners had written in time, 0 to 1; null unless owners wrote
 * @param fit the least-squares line through the medians; null if there are fewer than three numbers of slots
 */
public record CostLine(
        String primitive,
        String kernelName,
        Kind kind,
        String scenario,
        Cold cold,
        long remoteNs,
        String lacking,
        List<ModelCost> costs,
        Double dirtied,
        Growth fit) {

    public CostLine {
        costs = costs == null ? List.of() : List.copyOf(costs);
    }

    /** Returns one cost for each number of slots: that of the least disturbed run, whose median is lowest. */
    public List<ModelCost> least() {
        return least(costs);
    }

    /** Returns one cost for each number of slots: that of the least disturbed run, whose median is lowest. */
    public static List<ModelCost> least(List<ModelCost> costs) {
        return costs.stream()
                .collect(Collectors.groupingBy(ModelCost::slots, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(runs -> Collections.min(runs, Comparator.comparingLong(ModelCost::p50Ns)))
                .toList();
    }

    /** Returns the name that the running kernel uses. */
    public String name() {
        return kernelName == null ? primitive : kernelName;
    }

    /** Returns whether a simulated penalty stands in for a distance that this machine does not have. */
    public boolean simulated() {
        return remoteNs > 0;
    }

    /** Returns whether it is a call of the running kernel. */
    public boolean ofTheKernel() {
        return kind == Kind.NATIVE;
    }
}
