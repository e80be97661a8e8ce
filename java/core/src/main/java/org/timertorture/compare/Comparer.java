// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.timertorture.result.Schema;

/** Compares two groups of runs. */
public final class Comparer {
    /** The number of boots of a side below which nothing is decided. */
    static final int LEAST_BOOTS = 3;

    private static final double CHANCE = 0.05;
    private static final int MOST_TIMES = 100;
    private static final int MOST_REASONS = 3;

    private final double tolerance;
    private final long seed;
    private final UniformRandomProvider random;

    /**
     * Creates a comparer.
     *
     * @param tolerance the relative difference that does not matter, above 0
     * @param seed of the resampling; the same seed gives the same intervals
     */
    public Comparer(double tolerance, long seed) {
        this.tolerance = tolerance;
        this.seed = seed;
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    }

    /** The runs of one kernel on one machine, on both sides. */
    private record Row(String name, List<RecordedRun> a, List<RecordedRun> b) {
        List<RecordedRun> both() {
            return Stream.of(a, b).flatMap(List::stream).toList();
        }
    }

    /** A comparison before Holm's correction. */
    private record Raw(String row, String cell, Metric metric, List<Boot> a, List<Boot> b, Contrast contrast) {}

    /**
     * Returns what differs between the machines of runs that would be compared, one sentence each. Such runs should not
     * be compared.
     */
    public static List<String> mismatches(List<RecordedRun> a, List<RecordedRun> b) {
        Set<String> mismatches = new LinkedHashSet<>();
        for (Row row : rows(answered(a), answered(b), new ArrayList<>())) {
            mismatches.addAll(Machines.mismatches(row.both()));
        }
        return List.copyOf(mismatches);
    }

    /** Returns the file of a run that is on both sides; empty if there is none. */
    public static Optional<String> onBothSides(List<RecordedRun> a, List<RecordedRun> b) {
        return a.stream()
                .filter(run -> b.stream().anyMatch(run::isSame))
                .map(RecordedRun::file)
                .findFirst();
    }

    /**
     * Compares B with A.
     *
     * @param a the runs that B is measured against, at least one
     * @param b the runs in question, at least one
     */
    public Comparison compare(List<RecordedRun> a, List<RecordedRun> b) {
        List<Incomparable> incomparable = new ArrayList<>();
        Stream.of(a, b)
                .flatMap(List::stream)
                .filter(run -> run.environment().clock() == null)
                .forEach(run -> incomparable.add(
                        new Incomparable(run.row(), "", null, "the kernel never answered in a run of " + run.file())));
        List<Row> rows = rows(answered(a), answered(b), incomparable);
        List<CellComparison> cells = decided(
                rows.stream().flatMap(row -> raw(row, incomparable).stream()).toList());
        Control control = control(rows);
        return new Comparison(
                Schema.CURRENT,
                Comparison.KIND,
                Comparison.exit(control, cells),
                tolerance,
                seed,
                side(a),
                side(b),
                mismatches(a, b),
                control,
                cells,
                incomparable);
    }

    private static List<RecordedRun> answered(List<RecordedRun> runs) {
        return runs.stream().filter(run -> run.environment().clock() != null).toList();
    }

    private static Comparison.Side side(List<RecordedRun> runs) {
        return new Comparison.Side(
                distinct(runs.stream().map(RecordedRun::file)),
                distinct(runs.stream()
                        .map(run -> run.environment().kernelRelease())
                        .filter(Objects::nonNull)),
                runs.isEmpty() ? "" : Machines.describe(runs.get(0).environment()),
                runs.size());
    }

    private static List<String> distinct(Stream<String> names) {
        return names.distinct().toList();
    }

    /** Groups the runs. If each side has one row only, these are compared, however they are called. */
    private static List<Row> rows(List<RecordedRun> a, List<RecordedRun> b, List<Incomparable> incomparable) {
        Map<String, List<RecordedRun>> rowsA = byRow(a);
        Map<String, List<RecordedRun>> rowsB = byRow(b);
        if (rowsA.size() == 1 && rowsB.size() == 1) {
            return List.of(new Row("", a, b));
        }
        List<Row> rows = new ArrayList<>();
        rowsA.forEach((name, runs) -> {
            if (rowsB.containsKey(name)) {
                rows.add(new Row(name, runs, rowsB.get(name)));
            } else {
                incomparable.add(new Incomparable(name, "", null, "only A has runs of this kernel and machine"));
            }
        });
        rowsB.keySet().stream()
                .filter(name -> !rowsA.containsKey(name))
                .forEach(name -> incomparable.add(
                        new Incomparable(name, "", null, "only B has runs of this kernel and machine")));
        return rows;
    }

    private static Map<String, List<RecordedRun>> byRow(Collection<RecordedRun> runs) {
        return runs.stream().collect(Collectors.groupingBy(RecordedRun::row, LinkedHashMap::new, Collectors.toList()));
    }

    private List<Raw> raw(Row row, List<Incomparable> incomparable) {
        Set<String> ids = new LinkedHashSet<>();
        row.both().forEach(run -> ids.addAll(run.cells().keySet()));
        List<Raw> raw = new ArrayList<>();
        for (String id : ids) {
            String reason = reason(row, id);
            if (reason != null) {
                incomparable.add(new Incomparable(row.name(), id, null, reason));
                continue;
            }
            for (Metric metric : Metric.values()) {
                List<Boot> a = boots(row.a(), id, metric);
                List<Boot> b = boots(row.b(), id, metric);
                if (a.isEmpty() || b.isEmpty()) {
                    incomparable.add(new Incomparable(
                            row.name(),
                            id,
                            metric,
                            "no run of " + (a.isEmpty() ? "A" : "B") + " timed " + metric.leastCalls()
                                    + " calls, without which there is no " + metric.label()));
                } else {
                    raw.add(new Raw(row.name(), id, metric, a, b, Contrast.of(a, b, random)));
                }
            }
        }
        return raw;
    }

    /** Returns why a cell cannot be compared at all; null if it can. */
    private static String reason(Row row, String id) {
        List<RecordedRun.Times> a = times(row.a(), id);
        List<RecordedRun.Times> b = times(row.b(), id);
        if (a.isEmpty() || b.isEmpty()) {
            return "only " + (a.isEmpty() ? "B" : "A") + " has this cell";
        }
        String lackingA = lacking(a);
        String lackingB = lacking(b);
        if (lackingA != null || lackingB != null) {
            return lackingA != null ? "in A " + lackingA : "in B " + lackingB;
        }
        List<String> settings = Stream.of(a, b)
                .flatMap(List::stream)
                .map(t -> t.settings().toString())
                .distinct()
                .toList();
        return settings.size() > 1 ? "its settings differ: " + String.join("; ", settings) : null;
    }

    private static List<RecordedRun.Times> times(List<RecordedRun> runs, String id) {
        return runs.stream()
                .map(run -> run.cells().get(id))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String lacking(List<RecordedRun.Times> times) {
        return times.stream().anyMatch(t -> !t.slices().isEmpty())
                ? null
                : times.stream()
                        .map(RecordedRun.Times::lacking)
                        .distinct()
                        .limit(MOST_REASONS)
                        .collect(Collectors.joining("; "));
    }

    private List<Boot> boots(List<RecordedRun> runs, String id, Metric metric) {
        List<Boot> boots = new ArrayList<>();
        for (RecordedRun run : runs) {
            RecordedRun.Times times = run.cells().get(id);
            if (times != null && times.calls() >= metric.leastCalls()) {
                boots.add(Boot.of(times, run.round(), metric, random));
            }
        }
        return boots;
    }

    private List<CellComparison> decided(List<Raw> raw) {
        List<Double> corrected =
                Holm.corrected(raw.stream().map(r -> r.contrast().p()).toList());
        return IntStream.range(0, raw.size())
                .mapToObj(i -> decided(raw.get(i), corrected.get(i)))
                .toList();
    }

    private CellComparison decided(Raw raw, double p) {
        Contrast contrast = raw.contrast();
        boolean known = contrast.known();
        double ratio = Math.exp(contrast.difference());
        Decision decision = decision(raw, p);
        return new CellComparison(
                raw.row(),
                raw.cell(),
                raw.metric(),
                figure(raw.a(), contrast.spreadA()),
                figure(raw.b(), contrast.spreadB()),
                contrast.paired(),
                ratio,
                known ? Math.exp(contrast.difference() - contrast.half()) : null,
                known ? Math.exp(contrast.difference() + contrast.half()) : null,
                known ? p : null,
                known ? contrast.rankP() : null,
                decision,
                decision == Decision.CANNOT_TELL ? missing(raw) : null);
    }

    private Decision decision(Raw raw, double p) {
        Contrast contrast = raw.contrast();
        if (Math.min(raw.a().size(), raw.b().size()) < LEAST_BOOTS) {
            return Decision.CANNOT_TELL;
        }
        double within = Math.log1p(tolerance);
        double difference = contrast.difference();
        if (Math.abs(difference) + contrast.half() <= within) {
            return Decision.SAME;
        }
        if (p >= CHANCE || Math.abs(difference) <= within) {
            return Decision.CANNOT_TELL;
        }
        return difference > 0 ? Decision.SLOWER : Decision.FASTER;
    }

    /** Returns how many more boots a side needs; null if even a hundred times as many would not do. */
    private Integer missing(Raw raw) {
        int boots = Math.min(raw.a().size(), raw.b().size());
        if (!raw.contrast().known()) {
            return LEAST_BOOTS - boots;
        }
        for (int more = Math.max(1, LEAST_BOOTS - boots); more <= MOST_TIMES * boots; more++) {
            if (raw.contrast().half((boots + more) / (double) boots) <= Math.log1p(tolerance)) {
                return more;
            }
        }
        return null;
    }

    private static Figure figure(List<Boot> boots, double spread) {
        double log = boots.stream().mapToDouble(Boot::log).average().orElseThrow();
        return new Figure(
                Math.exp(log),
                Double.isInfinite(spread) ? null : Math.expm1(spread),
                boots.size(),
                boots.stream().mapToLong(Boot::calls).sum());
    }

    /** Compares the odd boots of A with the even ones, so that a drift of the host affects both halves alike. */
    private Control control(List<Row> rows) {
        List<Raw> raw = new ArrayList<>();
        int boots = 0;
        for (Row row : rows) {
            Map<Boolean, List<RecordedRun>> halves = new TreeMap<>(Map.of(false, List.of(), true, List.of()));
            halves.putAll(IntStream.range(0, row.a().size())
                    .boxed()
                    .collect(Collectors.groupingBy(
                            i -> i % 2 == 1, Collectors.mapping(row.a()::get, Collectors.toList()))));
            boots = Math.max(boots, row.a().size());
            raw.addAll(raw(new Row(row.name(), halves.get(false), halves.get(true)), new ArrayList<>()));
        }
        return Control.of(decided(raw), boots, LEAST_BOOTS);
    }
}
