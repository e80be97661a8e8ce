// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.timertorture.plan.DurationText;
import org.timertorture.plan.Topology;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.PairResult;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.TimerFlag;

/** Finds what sets cells of the same primitive and scenario apart, so that no two rows of a table read the same. */
final class CellDifferences {
    private final List<Function<CellResult, String>> features = List.of(
            CellDifferences::batch,
            cell -> cell.settings().model().slots() + " slots",
            CellDifferences::lines,
            cell -> cell.settings().model().remoteNs() + "ns a remote line",
            cell -> "handler " + DurationText.of(cell.settings().handlerNs()),
            CellDifferences::flags,
            CellDifferences::injected,
            cell -> cell.settings().hotplug() ? "hotplug" : "no hotplug",
            cell -> cell.settings().calibrate() ? "calibration" : "no calibration",
            cell -> cell.settings().model().skip() == 0
                    ? "all handshakes"
                    : "without handshake " + cell.settings().model().skip(),
            cell -> "slices of " + cell.settings().sliceMs() + "ms",
            cell -> cell.placement().label(),
            this::pairs);

    private final Environment environment;
    private final Map<List<String>, List<CellResult>> alike;

    /**
     * Compares these cells with each other.
     *
     * @param environment of the run, which has the distances between nodes
     */
    CellDifferences(List<CellResult> cells, Environment environment) {
        this.environment = environment;
        this.alike = cells.stream().collect(Collectors.groupingBy(CellDifferences::key));
    }

    /** Returns what sets a cell apart, separated by commas; empty if nothing has to. */
    String of(CellResult cell) {
        List<CellResult> others = alike.getOrDefault(key(cell), List.of(cell));
        if (others.size() < 2) {
            return "";
        }
        List<String> differences = new ArrayList<>();
        for (Function<CellResult, String> feature : features) {
            if (others.stream().map(feature).distinct().count() > 1) {
                differences.add(feature.apply(cell));
            }
        }
        repetition(cell, others, differences);
        return String.join(", ", differences);
    }

    /** Adds the order in which cells with the same settings ran. */
    private void repetition(CellResult cell, List<CellResult> others, List<String> differences) {
        Map<List<String>, List<CellResult>> same = new HashMap<>();
        others.forEach(other ->
                same.computeIfAbsent(settings(other), key -> new ArrayList<>()).add(other));
        List<CellResult> runs = same.get(settings(cell));
        if (runs.size() > 1) {
            for (int i = 0; i < runs.size(); i++) {
                if (runs.get(i) == cell) {
                    differences.add("run " + (i + 1) + "/" + runs.size());
                }
            }
        }
    }

    private static List<String> key(CellResult cell) {
        return List.of(cell.primitive(), cell.setting());
    }

    private List<String> settings(CellResult cell) {
        return features.stream().map(feature -> feature.apply(cell)).toList();
    }

    private static String batch(CellResult cell) {
        return "batch "
                + (cell.settings().batch() == CellSettings.AUTO_BATCH
                        ? "auto"
                        : "" + cell.settings().batch());
    }

    private static String lines(CellResult cell) {
        return switch (cell.settings().model().cold()) {
            case NONE -> "warm lines";
            case FLUSH -> "flushed lines";
            case DIRTY -> "dirtied lines";
        };
    }

    private static String flags(CellResult cell) {
        List<String> flags = Named.labels(cell.settings().timer().toArray(TimerFlag[]::new));
        return flags.isEmpty() ? "no flags" : String.join("+", flags);
    }

    private static String injected(CellResult cell) {
        return "fault " + cell.settings().inject().label();
    }

    private String pairs(CellResult cell) {
        List<PairResult> pairs = cell.pairs();
        if (pairs.size() != 1) {
            return pairs.size() + " pairs";
        }
        PairResult pair = pairs.get(0);
        String third = pair.third() == null ? "" : ", CPU " + pair.third() + " interferes";
        return "CPU " + pair.deleter() + " deletes from CPU " + pair.base() + distance(pair) + third;
    }

    /** Returns the distance of a pair's nodes. In a VM, CPUs are divided evenly among its nodes. */
    private String distance(PairResult pair) {
        int nodes = environment.nodes();
        if (!environment.inVm()
                || nodes < 2
                || environment.distances().size() != nodes
                || pair.deleter() >= environment.machine().cpus()) {
            return nodes < 2 ? "" : ", node " + pair.node();
        }
        int node = Topology.even(environment.machine().cpus(), nodes)
                .cpus()
                .get(pair.deleter())
                .node();
        return ", distance " + environment.distances().get(node).get(pair.node());
    }
}
