// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Coldness;
import org.timertorture.result.CostLine;
import org.timertorture.result.Environment;
import org.timertorture.result.Growth;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.ModelCost;
import org.timertorture.result.ModelGrowth;
import org.timertorture.result.ModelResult;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.ModelCounter;

/** Finds out how the costs of historical and present deletions grow with the number of CPUs. */
public final class ModelGrowthFinder {
    private static final double KHZ_NS = 1e6;
    private static final double HUNDRED = 100;

    private ModelGrowthFinder() {}

    /** Returns the growth if the run has models at several numbers of slots. */
    public static Optional<ModelGrowth> find(List<CellResult> cells, Environment environment) {
        List<CellResult> models = cells.stream()
                .filter(ModelGrowthFinder::timed)
                .filter(ModelGrowthFinder::model)
                .toList();
        if (environment.clock() == null
                || models.stream().map(ModelGrowthFinder::slots).distinct().count() < 2) {
            return Optional.empty();
        }
        Coldness coldness = ColdLines.coldness(
                models.stream().flatMap(c -> c.models().stream()).toList(), environment.emulated());
        Map<Object, List<CellResult>> groups = new LinkedHashMap<>();
        cells.stream()
                .filter(ModelGrowthFinder::timed)
                .filter(c -> model(c) || c.kind() == Kind.NATIVE)
                .forEach(c ->
                        groups.computeIfAbsent(key(c), k -> new ArrayList<>()).add(c));
        long khz = environment.clock().khz();
        return Optional.of(new ModelGrowth(
                khz,
                coldness,
                groups.values().stream().map(g -> line(g, coldness, khz)).toList()));
    }

    private static boolean timed(CellResult cell) {
        return cell.status() == CellStatus.RAN && !cell.oracle() && cell.aimed() != null;
    }

    private static boolean model(CellResult cell) {
        return !cell.models().isEmpty() && cell.models().get(0).handshakes() == 0;
    }

    private static int slots(CellResult cell) {
        return cell.models().isEmpty() ? 0 : cell.models().get(0).machine().slots();
    }

    private static Object key(CellResult c) {
        return List.of(
                c.primitive(),
                c.scenario(),
                c.placement(),
                c.align(),
                c.settings().model().cold(),
                c.settings().model().remoteNs());
    }

    private static CostLine line(List<CellResult> group, Coldness coldness, long khz) {
        CellResult first = group.get(0);
        Double dirtied = dirtied(group);
        String lacking = ColdLines.lacking(coldness, first.settings().model().cold(), dirtied);
        List<ModelCost> costs = group.stream()
                .map(c -> cost(c, khz))
                .sorted((a, b) -> Integer.compare(a.slots(), b.slots()))
                .toList();
        return new CostLine(
                first.primitive(),
                first.kernelName(),
                first.kind(),
                first.scenario(),
                first.settings().model().cold(),
                first.settings().model().remoteNs(),
                lacking,
                lacking == null ? costs : List.of(),
                dirtied,
                lacking == null ? fit(costs) : null);
    }

    /** Fits medians, because a mean is distorted when the CPU is taken away for a moment. */
    private static Growth fit(List<ModelCost> costs) {
        return LeastSquares.fit(CostLine.least(costs).stream()
                        .filter(c -> c.slots() > 0)
                        .map(c -> new Growth.Point(c.slots(), c.p50Ns()))
                        .toList())
                .orElse(null);
    }

    private static ModelCost cost(CellResult cell, long khz) {
        LatencySummary l = cell.aimed();
        return new ModelCost(
                slots(cell),
                cell.models().isEmpty() ? 0 : cell.models().get(0).machine().remoteSlots(),
                l.count(),
                Math.round(l.mean() * khz / KHZ_NS),
                l.mean(),
                l.p50(),
                l.p99(),
                dirtied(List.of(cell)));
    }

    private static Double dirtied(List<CellResult> group) {
        List<ModelResult> models =
                group.stream().flatMap(c -> c.models().stream()).toList();
        long looked =
                models.stream().mapToLong(m -> m.count(ModelCounter.LOOKED)).sum();
        long dirtied =
                models.stream().mapToLong(m -> m.count(ModelCounter.DIRTIED)).sum();
        return looked == 0 ? null : Math.round(HUNDRED * dirtied / looked) / HUNDRED;
    }
}
