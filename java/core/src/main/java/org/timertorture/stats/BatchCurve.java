// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Outcome;
import org.timertorture.words.PrimitiveName;

/**
 * The rate of encounters in one race by the size of its batch, from cells of a run that differ in nothing else.
 *
 * @param points one point for each given size, the smallest size first
 * @param chosen the point where the engine chose the size; null if no cell let it choose
 */
public record BatchCurve(String primitive, String setting, List<Point> points, Point chosen) {

    public BatchCurve {
        points = List.copyOf(points);
    }

    /**
     * The cells of one batch size.
     *
     * @param batch timers per batch; where the engine chose, the size at the end
     * @param perSecond median of the encounters per second
     * @param least lowest rate of the cells
     * @param most highest rate of the cells
     * @param shareMet median of the encounters' share of the expiries, from 0 to 1
     * @param runs the number of cells
     */
    public record Point(long batch, double perSecond, double least, double most, double shareMet, int runs) {

        /** Returns whether the rates of the two sizes overlap, so that neither can be called better. */
        public boolean overlaps(Point other) {
            return least <= other.most && other.least <= most;
        }
    }

    /** Returns the point with the highest rate among the given sizes. */
    public Point best() {
        return points.stream().max(Comparator.comparingDouble(Point::perSecond)).orElseThrow();
    }

    /** Returns the curves of a run. A race has a curve only if cells of two sizes ran to their end. */
    public static List<BatchCurve> of(List<CellResult> cells) {
        Map<List<Object>, List<CellResult>> races = new LinkedHashMap<>();
        cells.stream()
                .filter(c -> c.status() == CellStatus.RAN && !c.oracle() && c.seconds() > 0)
                .filter(c -> c.aim() == Outcome.ENCOUNTER && c.align() == Align.CHASE)
                .forEach(c ->
                        races.computeIfAbsent(race(c), r -> new ArrayList<>()).add(c));
        return races.values().stream()
                .map(BatchCurve::curve)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns all properties in which two cells can differ, except the batch. */
    private static List<Object> race(CellResult cell) {
        return List.of(
                cell.primitive(),
                cell.scenario(),
                cell.placement(),
                cell.pairs().stream()
                        .map(p -> List.of(p.deleter(), p.base(), p.node()))
                        .toList(),
                cell.settings().withBatch(CellSettings.AUTO_BATCH));
    }

    private static Optional<BatchCurve> curve(List<CellResult> cells) {
        Map<Integer, List<CellResult>> bySize = new TreeMap<>();
        for (CellResult cell : cells) {
            bySize.computeIfAbsent(cell.settings().batch(), b -> new ArrayList<>())
                    .add(cell);
        }
        if (bySize.size() < 2) {
            return Optional.empty();
        }
        CellResult first = cells.get(0);
        List<CellResult> auto = bySize.remove(CellSettings.AUTO_BATCH);
        return Optional.of(new BatchCurve(
                PrimitiveName.of(first.kernelName(), first.primitive()),
                first.setting(),
                bySize.entrySet().stream()
                        .map(e -> point(e.getKey(), e.getValue()))
                        .toList(),
                auto == null ? null : point(found(auto), auto)));
    }

    private static Point point(long batch, List<CellResult> cells) {
        List<Double> rates =
                cells.stream().map(CellResult::encountersPerSecond).sorted().toList();
        return new Point(
                batch,
                Median.of(rates),
                rates.get(0),
                rates.get(rates.size() - 1),
                Median.of(cells.stream().map(CellResult::shareMet).toList()),
                cells.size());
    }

    private static long found(List<CellResult> cells) {
        List<Double> sizes = cells.stream()
                .flatMap(c -> c.pairs().stream())
                .filter(p -> p.counted() != null)
                .map(p -> (double) p.counted().lastBatch())
                .toList();
        return sizes.isEmpty() ? 0 : Math.round(Median.of(sizes));
    }
}
