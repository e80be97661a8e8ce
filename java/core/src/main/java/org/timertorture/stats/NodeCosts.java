// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.timertorture.result.CellResult;
import org.timertorture.result.PairResult;
import org.timertorture.words.PrimitiveName;

/**
 * What one primitive cost in one scenario between every two CPUs, by where these are. It is made of the rounds of a
 * tournament.
 *
 * @param primitive how tables name the primitive
 * @param scenario the scenario, and the engine if it is one for races
 * @param pairs the pairs whose times are known
 */
public record NodeCosts(String primitive, String scenario, List<PairResult> pairs) {

    public NodeCosts {
        pairs = List.copyOf(pairs);
    }

    /**
     * The cost at one distance.
     *
     * @param pairs how many pairs are so far apart
     * @param medianNs the median of their medians
     */
    public record AtDistance(int pairs, double medianNs) {}

    /** Returns whether a cell is a round of a tournament that raced. */
    public static boolean tells(CellResult cell) {
        return cell.inTournament() && cell.raced();
    }

    /** Returns the costs of all tournaments among these cells, in their order. */
    public static List<NodeCosts> of(List<CellResult> cells) {
        Map<List<Object>, List<CellResult>> tournaments = new LinkedHashMap<>();
        cells.stream()
                .filter(NodeCosts::tells)
                .forEach(cell -> tournaments
                        .computeIfAbsent(
                                List.of(cell.primitive(), cell.scenario(), cell.align(), cell.settings()),
                                key -> new ArrayList<>())
                        .add(cell));
        return tournaments.values().stream()
                .map(NodeCosts::ofRounds)
                .filter(costs -> !costs.pairs().isEmpty())
                .toList();
    }

    private static NodeCosts ofRounds(List<CellResult> rounds) {
        CellResult first = rounds.get(0);
        return new NodeCosts(
                PrimitiveName.of(first.kernelName(), first.primitive()),
                first.scenario(),
                rounds.stream()
                        .flatMap(round -> round.pairs().stream())
                        .filter(pair -> pair.span() != null && pair.times() != null)
                        .toList());
    }

    /** Returns the costs by the distance of the CPUs' nodes, the nearest first. */
    public SortedMap<Integer, AtDistance> byDistance() {
        SortedMap<Integer, List<Double>> medians = new TreeMap<>();
        pairs.forEach(pair -> medians.computeIfAbsent(pair.span().distance(), d -> new ArrayList<>())
                .add((double) pair.times().p50()));
        SortedMap<Integer, AtDistance> costs = new TreeMap<>();
        medians.forEach((distance, all) -> costs.put(distance, new AtDistance(all.size(), Median.of(all))));
        return costs;
    }

    /** Returns the nodes of the CPUs, in ascending order. */
    public List<Integer> nodes() {
        return pairs.stream()
                .flatMapToInt(
                        pair -> IntStream.of(pair.span().baseNode(), pair.span().deleterNode()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** Returns the CPUs, in ascending order. */
    public List<Integer> cpus() {
        return pairs.stream()
                .flatMapToInt(pair -> IntStream.of(pair.base(), pair.deleter()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /** Returns the median of the pairs with timers of the one node and deleters of the other; empty if there are none. */
    public OptionalDouble betweenNodes(int base, int deleter) {
        return median(pair -> pair.span().baseNode() == base && pair.span().deleterNode() == deleter);
    }

    /** Returns the median of the pair with timers of the one CPU and the other as the deleter; empty if there is none. */
    public OptionalDouble betweenCpus(int base, int deleter) {
        return median(pair -> pair.base() == base && pair.deleter() == deleter);
    }

    private OptionalDouble median(Predicate<PairResult> which) {
        List<Double> medians = pairs.stream()
                .filter(which)
                .map(pair -> (double) pair.times().p50())
                .toList();
        return medians.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(medians));
    }
}
