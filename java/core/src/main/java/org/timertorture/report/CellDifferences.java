// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.timertorture.plan.DurationText;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.PairResult;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.TimerFlag;

/** Finds what sets cells of the same primitive and scenario apart, so that no two rows of a table read the same. */
final class CellDifferences {
    /** Stands between the CPU whose timers are deleted and the CPU that deletes them. */
    static final String ARROW = "→";

    /** Settings that plans vary to compare them. Where they vary, every row has its own. */
    private static final List<Function<CellResult, String>> COMPARED = List.of(
            CellDifferences::batch,
            cell -> cell.settings().model().slots() + " slots",
            CellDifferences::lines,
            cell -> cell.settings().model().remoteNs() + "ns a remote line");

    /** Settings in which a row or two differ from the rest. The value that more rows have than any other is not shown. */
    private static final List<Function<CellResult, String>> OCCASIONAL = List.of(
            cell -> "handler " + DurationText.of(cell.settings().handlerNs()),
            CellDifferences::flags,
            cell -> "slices of " + cell.settings().sliceMs() + "ms");

    /** Settings that a cell has or does not have. That it does not have one is not shown, which is "" here. */
    private static final List<Function<CellResult, String>> EXTRAS = List.of(
            CellDifferences::injected,
            cell -> cell.settings().hotplug() ? "hotplug" : "",
            cell -> cell.settings().even() ? "even" : "",
            cell -> cell.settings().stalling() ? "stalls " + cell.settings().stalls() : "",
            cell -> cell.settings().calibrate() ? "calibration" : "",
            cell -> cell.settings().model().skip() == 0
                    ? ""
                    : "without handshake " + cell.settings().model().skip());

    /** Where a cell ran. It is shown of rows that nothing else sets apart. */
    private final List<Function<CellResult, String>> places =
            List.of(cell -> cell.placement().label(), this::pairs);

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

    /** Returns what sets a cell apart, separated by commas; empty if it is the only cell of its kind. */
    String of(CellResult cell) {
        List<String> all = new ArrayList<>(apart(cell));
        repetition(cell, same(cell), all);
        return String.join(", ", all);
    }

    /** Returns the cells in the order of their first runs, with all runs of one cell side by side. */
    List<CellResult> runsTogether(List<CellResult> cells) {
        return cells.stream()
                .collect(Collectors.groupingBy(this::apart, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Returns what sets a cell apart, without which of its runs it is. */
    private List<String> apart(CellResult cell) {
        List<CellResult> others = others(cell);
        List<String> differences = settings(cell, others);
        List<CellResult> same = sameSettings(cell);
        List<String> all = new ArrayList<>(differences);
        places.stream()
                .filter(place -> values(place, same).size() > 1)
                .map(place -> place.apply(cell))
                .forEach(all::add);
        String pairs = pairs(cell);
        if (environment.nodes() > 1 && !cell.pairs().isEmpty() && !local(cell) && !all.contains(pairs)) {
            all.add(pairs);
        }
        return all;
    }

    /** Returns the cells with the same settings in the same place: the runs of one cell. */
    private List<CellResult> same(CellResult cell) {
        return sameSettings(cell).stream()
                .filter(other ->
                        places.stream().allMatch(place -> place.apply(other).equals(place.apply(cell))))
                .toList();
    }

    private List<CellResult> sameSettings(CellResult cell) {
        List<CellResult> others = others(cell);
        List<String> differences = settings(cell, others);
        return others.stream()
                .filter(other -> settings(other, others).equals(differences))
                .toList();
    }

    private List<CellResult> others(CellResult cell) {
        return alike.getOrDefault(key(cell), List.of(cell));
    }

    /** Returns the settings that set a cell apart from the others. */
    private static List<String> settings(CellResult cell, List<CellResult> others) {
        List<String> settings = new ArrayList<>();
        COMPARED.stream()
                .filter(setting -> values(setting, others).size() > 1)
                .map(setting -> setting.apply(cell))
                .forEach(settings::add);
        OCCASIONAL.stream()
                .filter(setting -> !setting.apply(cell).equals(usual(setting, others)))
                .map(setting -> setting.apply(cell))
                .forEach(settings::add);
        EXTRAS.stream()
                .filter(setting -> values(setting, others).size() > 1)
                .map(setting -> setting.apply(cell))
                .filter(text -> !text.isEmpty())
                .forEach(settings::add);
        return settings;
    }

    /** Returns the value of a setting that more cells have than any other value, or null if there is none. */
    private static String usual(Function<CellResult, String> setting, List<CellResult> cells) {
        Map<String, Long> values = values(setting, cells);
        long most = Collections.max(values.values());
        List<String> usual = values.keySet().stream()
                .filter(value -> values.get(value) == most)
                .toList();
        return usual.size() == 1 ? usual.get(0) : null;
    }

    /** Returns how many cells have each value of a feature. */
    private static Map<String, Long> values(Function<CellResult, String> feature, List<CellResult> cells) {
        return cells.stream().collect(Collectors.groupingBy(feature, Collectors.counting()));
    }

    /** Adds the order in which cells with the same settings ran. */
    private static void repetition(CellResult cell, List<CellResult> same, List<String> differences) {
        for (int i = 0; i < same.size() && same.size() > 1; i++) {
            if (same.get(i) == cell) {
                differences.add("run " + (i + 1) + "/" + same.size());
            }
        }
    }

    private static List<String> key(CellResult cell) {
        return List.of(cell.primitive(), cell.setting());
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
        return flags.isEmpty() ? "unpinned" : String.join("+", flags);
    }

    private static String injected(CellResult cell) {
        Inject inject = cell.settings().inject();
        return inject == Inject.NONE ? "" : "fault " + inject.label();
    }

    private static boolean local(CellResult cell) {
        return cell.pairs().stream().allMatch(pair -> pair.base() == pair.deleter());
    }

    /** Returns the only pair as the timer's CPU and the deleter, or the number of pairs; and how far apart they are. */
    private String pairs(CellResult cell) {
        List<PairResult> pairs = cell.pairs();
        if (pairs.size() != 1) {
            return pairs.size() + " pairs" + distance(pairs);
        }
        PairResult pair = pairs.get(0);
        String third = pair.third() == null ? "" : ", CPU " + pair.third() + " interferes";
        return pair.base() + ARROW + pair.deleter() + distance(pairs) + third;
    }

    /** Returns the distance of the nodes on a machine that has several, if it is the same for all pairs. */
    private String distance(List<PairResult> pairs) {
        List<Integer> distances = pairs.stream()
                .filter(pair -> pair.span() != null)
                .map(pair -> pair.span().distance())
                .distinct()
                .toList();
        return environment.nodes() < 2 || distances.size() != 1 ? "" : ", distance " + distances.get(0);
    }
}
