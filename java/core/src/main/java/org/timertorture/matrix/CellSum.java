// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.result.Attempts;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Checks;
import org.timertorture.result.Coverage;
import org.timertorture.result.Cycles;
import org.timertorture.result.Evidence;
import org.timertorture.result.Health;
import org.timertorture.result.KernelReport;
import org.timertorture.result.Latency;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PhaseHistogram;
import org.timertorture.result.Racing;
import org.timertorture.result.SliceResult;
import org.timertorture.result.Timing;
import org.timertorture.result.Violation;
import org.timertorture.stats.LatencySum;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Rule;

/**
 * One cell in several runs, added up: counters and histograms are sums, extremes stay extremes, and what only one run
 * can have, such as a timeline, is that of the first which has it.
 */
final class CellSum {
    private static final int MOST_EVIDENCE = 16;

    private final CellResult first;
    private final List<CellResult> raced;
    private final List<CellResult> all;
    private final PairSum pairs;

    private CellSum(List<CellResult> cells) {
        this.all = cells;
        this.raced = cells.stream().filter(CellResult::raced).toList();
        this.first = raced.isEmpty() ? cells.get(0) : raced.get(0);
        this.pairs = new PairSum(raced);
    }

    /**
     * Adds up cells of one id and one setting.
     *
     * @throws IOException if a histogram is damaged
     */
    static CellResult of(List<CellResult> cells) throws IOException {
        return cells.size() == 1 ? cells.get(0) : new CellSum(cells).sum();
    }

    private CellResult sum() throws IOException {
        return new CellResult(
                first.identity(),
                status(),
                reason(),
                first.settings(),
                racing(),
                checks(),
                coverage(),
                timing(),
                health(),
                pairs.models());
    }

    /** Returns the worst of those that raced, or the first of all if none did. */
    private CellStatus status() {
        List<CellStatus> worstFirst = List.of(CellStatus.CRASHED, CellStatus.FAULTED, CellStatus.RAN);
        return worstFirst.stream()
                .filter(status -> raced.stream().anyMatch(cell -> cell.status() == status))
                .findFirst()
                .orElse(first.status());
    }

    private String reason() {
        String reasons = (raced.isEmpty() ? all : raced)
                .stream()
                        .map(CellResult::reason)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? null : reasons;
    }

    private Racing racing() {
        Racing one = first.racing();
        return new Racing(
                raced.stream().mapToDouble(CellResult::seconds).sum(),
                one.weight(),
                raced.stream().anyMatch(cell -> cell.racing().sleep()),
                one.seed(),
                raced.stream().map(CellResult::attempts).reduce(Attempts.NONE, Attempts::plus),
                counts(cell -> cell.racing().counters()),
                pairs.pairs(),
                cycles());
    }

    private Cycles cycles() {
        List<Cycles> some =
                raced.stream().map(CellResult::cycles).filter(Objects::nonNull).toList();
        return some.isEmpty()
                ? null
                : new Cycles(
                        sums(some.stream().map(Cycles::counters).toList()),
                        some.stream()
                                .map(Cycles::end)
                                .filter(end -> end != Cycles.End.COMPLETE)
                                .findFirst()
                                .orElse(Cycles.End.COMPLETE),
                        some.stream().mapToDouble(Cycles::seconds).sum(),
                        null);
    }

    private Checks checks() {
        Map<Rule, Long> performed = counts(CellResult::rulesChecked);
        return new Checks(
                performed,
                each(CellResult::unchecked).stream()
                        .distinct()
                        .filter(rule -> !performed.containsKey(rule))
                        .toList(),
                violations(),
                kernelReports(),
                each(cell -> cell.checks().warnings()).stream().distinct().toList());
    }

    private List<Violation> violations() {
        Map<List<Object>, Violation> sums = new LinkedHashMap<>();
        for (Violation violation : pairs.violations()) {
            List<Object> alike = new ArrayList<>();
            alike.add(violation.rule());
            alike.add(violation.grade());
            alike.add(violation.known());
            sums.merge(alike, violation, CellSum::plus);
        }
        return List.copyOf(sums.values());
    }

    private static Violation plus(Violation a, Violation b) {
        List<Evidence> evidence = Stream.concat(a.evidence().stream(), b.evidence().stream())
                .limit(MOST_EVIDENCE)
                .toList();
        return new Violation(
                a.rule(),
                a.count() + b.count(),
                a.grade(),
                a.promise(),
                a.source(),
                a.known(),
                a.unseenOn(),
                evidence,
                a.timeline() == null ? b.timeline() : a.timeline());
    }

    private List<KernelReport> kernelReports() {
        Map<String, KernelReport> sums = new LinkedHashMap<>();
        for (KernelReport report : each(CellResult::kernelReports)) {
            sums.merge(
                    report.title(),
                    report,
                    (a, b) -> new KernelReport(a.kind(), a.title(), a.count() + b.count(), a.lines(), a.harmless()));
        }
        return List.copyOf(sums.values());
    }

    private Coverage coverage() {
        return raced.isEmpty()
                ? Coverage.NONE
                : new Coverage(
                        counts(cell -> cell.coverage().phases()),
                        phaseHistogram(),
                        counts(cell -> cell.coverage().armedBy()),
                        counts(cell -> cell.coverage().drawn()),
                        counts(cell -> cell.coverage().drawnLevels()),
                        counts(cell -> cell.coverage().drawnMoments()));
    }

    private PhaseHistogram phaseHistogram() {
        List<PhaseHistogram> some = raced.stream()
                .map(cell -> cell.coverage().phaseHistogram())
                .filter(Objects::nonNull)
                .toList();
        if (some.isEmpty()) {
            return null;
        }
        PhaseHistogram one = some.get(0);
        List<Long> bins = new ArrayList<>();
        for (int bin = 0; bin < one.counts().size(); bin++) {
            int number = bin;
            bins.add(some.stream().mapToLong(h -> h.counts().get(number)).sum());
        }
        return new PhaseHistogram(one.from(), one.to(), bins);
    }

    private Timing timing() throws IOException {
        List<Timing> some = raced.stream().map(CellResult::timing).toList();
        List<Latency> latencies =
                some.stream().map(Timing::latency).filter(Objects::nonNull).toList();
        Latency latency = latencies.isEmpty()
                ? null
                : new Latency(
                        latency(latencies, Latency::early),
                        latency(latencies, Latency::encounter),
                        latency(latencies, Latency::late),
                        latency(latencies, Latency::arm),
                        latency(latencies, Latency::disturbed));
        return new Timing(
                latency,
                slices(),
                null,
                some.stream().mapToLong(Timing::lateMaxJiffies).max().orElse(0));
    }

    private static LatencySummary latency(List<Latency> parts, Function<Latency, LatencySummary> kind)
            throws IOException {
        List<LatencySummary> summaries = new ArrayList<>();
        for (Latency part : parts) {
            summaries.add(kind.apply(part));
        }
        return LatencySum.of(summaries);
    }

    /** One run after the other, as if the cell had raced on. */
    private List<SliceResult> slices() {
        List<SliceResult> slices = new ArrayList<>();
        double before = 0;
        for (CellResult cell : raced) {
            int begin = slices.size();
            for (SliceResult s : cell.timing().slices()) {
                slices.add(new SliceResult(
                        begin + s.number(),
                        before + s.endSeconds(),
                        s.outcome(),
                        s.count(),
                        s.p50(),
                        s.p99(),
                        s.histogram()));
            }
            before += cell.seconds();
        }
        return slices;
    }

    private Health health() {
        List<Health> some =
                raced.stream().map(CellResult::health).filter(Objects::nonNull).toList();
        if (some.isEmpty()) {
            return null;
        }
        EndReason end = some.stream()
                .map(Health::end)
                .filter(e -> e != EndReason.TIME)
                .findFirst()
                .orElse(EndReason.TIME);
        return new Health(
                end,
                sum(some, Health::lostRecords),
                new Health.ClockWarp(
                        (int) sum(some, h -> h.clockWarp().pairs()),
                        some.stream()
                                .mapToLong(h -> h.clockWarp().maxNs())
                                .max()
                                .orElse(0)),
                (int) sum(some, Health::earlyStarts),
                greatest(some, Health::gapShare),
                some.stream().mapToDouble(Health::pausedSeconds).sum());
    }

    private static <T> long sum(List<T> values, ToLongFunction<T> of) {
        return values.stream().mapToLong(of).sum();
    }

    private static <T> double greatest(List<T> values, ToDoubleFunction<T> of) {
        return values.stream().mapToDouble(of).max().orElse(0);
    }

    private <K> Map<K, Long> counts(Function<CellResult, Map<K, Long>> of) {
        return sums(raced.stream().map(of).toList());
    }

    static <K> Map<K, Long> sums(List<Map<K, Long>> maps) {
        Map<K, Long> sums = new LinkedHashMap<>();
        for (Map<K, Long> map : maps) {
            map.forEach((key, count) -> sums.merge(key, count, Long::sum));
        }
        return sums;
    }

    private <T> List<T> each(Function<CellResult, ? extends Collection<T>> of) {
        return raced.stream().flatMap(cell -> of.apply(cell).stream()).toList();
    }

    /** Returns the ids of cells whose settings are not those of the cell with the same id in another run. */
    static Set<String> setDifferently(List<CellResult> cells) {
        Map<String, CellResult> known = new LinkedHashMap<>();
        Set<String> different = new LinkedHashSet<>();
        for (CellResult cell : cells) {
            CellResult other = known.putIfAbsent(cell.id(), cell);
            if (other != null && !other.settings().equals(cell.settings())) {
                different.add(cell.id());
            }
        }
        return different;
    }
}
