// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.timertorture.grade.Grades;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Cell;
import org.timertorture.result.Attempts;
import org.timertorture.result.CalibrationResult;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Health;
import org.timertorture.result.Latency;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PairResult;
import org.timertorture.result.PhaseHistogram;
import org.timertorture.result.Settings;
import org.timertorture.result.SliceResult;
import org.timertorture.stats.Median;
import org.timertorture.stats.NanoHistogram;
import org.timertorture.uapi.Draw;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.KernelRecord.HistogramRecord.Which;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

/** Makes a cell's result of its records. Of a cell that died it takes what came until then. */
final class CellAssembler {
    private static final double NS_PER_SECOND = 1e9;

    private final Cell cell;
    private final CellEnd end;
    private final CellLog log;
    private final Info info;
    private final boolean sleep;
    private final KnownFindings known;
    private final List<Catalogue.Step> steps;

    private CellAssembler(
            Cell cell, CellEnd end, Info info, boolean sleep, KnownFindings known, List<Catalogue.Step> steps) {
        this.cell = cell;
        this.end = end;
        this.log = end.log();
        this.info = info;
        this.sleep = sleep;
        this.known = known;
        this.steps = steps;
    }

    /**
     * Makes the result.
     *
     * @param info of the kernel; null if it never answered
     * @param sleep whether workers slept at barriers
     * @param known findings that explain what is forbidden
     * @param steps the catalogue's
     */
    static CellResult assemble(
            Cell cell, CellEnd end, Info info, boolean sleep, KnownFindings known, List<Catalogue.Step> steps) {
        return new CellAssembler(cell, end, info, sleep, known, steps).result();
    }

    private CellResult result() {
        boolean raced = info != null && log.started().isPresent();
        return new CellResult(
                cell.id(),
                end.status(),
                reason(),
                cell.primitive().name(),
                cell.primitive().kernelName(),
                cell.primitive().kind(),
                cell.scenario().name(),
                cell.scenario().aim(),
                cell.align().label(),
                cell.placement().label(),
                settings(),
                cell.expect().label(),
                Rule.numbered(cell.primitive().defect()).map(Rule::label).orElse(null),
                cell.oracle(),
                pairs(),
                seconds(),
                attempts(),
                expiries(),
                raced ? checked() : Map.of(),
                raced ? unchecked() : List.of(),
                raced ? new ViolationAssembler(cell, log, info, known).violations() : List.of(),
                raced ? phases() : Map.of(),
                raced && counted() ? PhaseHistogram.of(counts(KernelRecord.Counters::phaseBins, Phase.BINS)) : null,
                sum(KernelRecord.Counters::late),
                log.counters().stream()
                        .mapToLong(KernelRecord.Counters::lateMax)
                        .max()
                        .orElse(0),
                sum(KernelRecord.Counters::third),
                sum(KernelRecord.Counters::shutdownArms),
                sum(KernelRecord.Counters::hotplugs),
                sum(KernelRecord.Counters::hotplugsRefused),
                raced ? drawn() : Map.of(),
                raced ? numbered("level-", counts(KernelRecord.Counters::drawnLevel, Draw.LEVELS)) : Map.of(),
                raced ? numbered("ahead-", counts(KernelRecord.Counters::drawnAhead, Draw.AHEADS)) : Map.of(),
                raced ? slices() : List.of(),
                raced ? latency() : null,
                raced ? calibration() : null,
                raced && log.cycles().isEmpty() ? health() : null,
                log.cycles().map(CycleTally::result).orElse(null),
                raced ? new ModelAssembler(log, info, steps).models() : List.of());
    }

    /** Of a crash also what it means, if that is not plain. */
    private String reason() {
        if (end.status() != CellStatus.CRASHED) {
            return end.reason();
        }
        return Grades.crash(cell.primitive().name(), cell.scenario().name())
                .map(g -> end.reason() + "; " + g.grade().label() + ": " + g.promise() + " (" + g.source() + ")")
                .orElse(end.reason());
    }

    private Settings settings() {
        return new Settings(
                cell.handlerNs(),
                cell.batch(),
                cell.timer().stream().sorted().map(TimerFlag::label).toList(),
                cell.weight(),
                sleep,
                cell.calibrate(),
                cell.hotplug(),
                cell.sliceMs(),
                cell.inject().label(),
                cell.model().slots(),
                cell.model().cold().label(),
                cell.model().remoteNs(),
                cell.model().skip(),
                cell.seed());
    }

    private double seconds() {
        if (log.cycles().isPresent()) {
            return log.cycles().get().seconds();
        }
        return log.end()
                .map(KernelRecord.End::elapsedNs)
                .or(() -> log.progress().map(KernelRecord.Progress::elapsedNs))
                .map(ns -> ns / NS_PER_SECOND)
                .orElse(0.0);
    }

    private boolean counted() {
        return log.counters().size() == cell.pairs().size();
    }

    private Attempts attempts() {
        if (log.cycles().isPresent()) {
            return log.cycles().get().attempts();
        }
        if (counted()) {
            return log.counters().stream().map(c -> Attempts.of(c.attempts())).reduce(Attempts.NONE, Attempts::plus);
        }
        return log.progress().map(p -> Attempts.of(p.attempts())).orElse(Attempts.NONE);
    }

    private long expiries() {
        if (log.cycles().isPresent()) {
            return log.cycles().get().expiries();
        }
        if (counted()) {
            return sum(KernelRecord.Counters::expiries);
        }
        return log.progress().map(KernelRecord.Progress::expiries).orElse(0L);
    }

    private List<PairResult> pairs() {
        List<PairResult> pairs = new ArrayList<>();
        for (int i = 0; i < cell.pairs().size(); i++) {
            int index = i;
            var pair = cell.pairs().get(i);
            PairResult.Counted counted = log.counters().stream()
                    .filter(c -> c.pair() == index && info != null)
                    .findFirst()
                    .map(this::counted)
                    .orElse(null);
            pairs.add(new PairResult(
                    pair.deleter(), pair.base(), pair.node(), pair.hasThird() ? pair.third() : null, counted));
        }
        return pairs;
    }

    private PairResult.Counted counted(KernelRecord.Counters c) {
        return new PairResult.Counted(
                Attempts.of(c.attempts()),
                c.expiries(),
                c.arms(),
                c.rearms(),
                c.doubtfulArms(),
                c.dequeues(),
                c.pending(),
                new PairResult.Returned(
                        c.returned().get(0),
                        c.returned().get(1),
                        c.returned().get(2),
                        c.returned().get(3)),
                c.disagreements(),
                c.disturbed(),
                c.outlived(),
                c.batches(),
                c.batch(),
                gapShare(c),
                nanos(c.gapMax()),
                nanos(c.handlerMin()),
                nanos(c.handlerMax()));
    }

    private double gapShare(KernelRecord.Counters c) {
        return seconds() > 0 ? info.nanos(c.gapTotal()) / (seconds() * NS_PER_SECOND) : 0;
    }

    private long nanos(long ticks) {
        return Math.round(info.nanos(ticks));
    }

    private long checked(Rule rule) {
        return sum(c -> c.checked().get(rule.number()));
    }

    private Map<String, Long> checked() {
        Map<String, Long> checked = new LinkedHashMap<>();
        for (Rule rule : Rule.values()) {
            if (checked(rule) > 0) {
                checked.put(rule.label(), checked(rule));
            }
        }
        return checked;
    }

    private List<String> unchecked() {
        long claims = log.started().orElseThrow().claims();
        List<String> unchecked = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            if (counted() && rule.in(claims) && checked(rule) == 0) {
                unchecked.add(rule.label());
            }
        }
        return unchecked;
    }

    private Map<String, Long> phases() {
        Map<String, Long> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            phases.put(phase.label(), sum(c -> c.phases().get(phase.ordinal())));
        }
        return phases;
    }

    private Map<String, Long> drawn() {
        Map<String, Long> drawn = new LinkedHashMap<>();
        for (Draw draw : Draw.values()) {
            long count = sum(c -> c.drawn().get(draw.ordinal()));
            if (count > 0) {
                drawn.put(draw.label(), count);
            }
        }
        return drawn;
    }

    /** Sums over the pairs, by place. */
    private List<Long> counts(Function<KernelRecord.Counters, List<Long>> counters, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> sum(c -> counters.apply(c).get(i)))
                .toList();
    }

    private static Map<String, Long> numbered(String prefix, List<Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                named.put(prefix + i, counts.get(i));
            }
        }
        return named;
    }

    private long sum(ToLongFunction<KernelRecord.Counters> counter) {
        return log.counters().stream().mapToLong(counter).sum();
    }

    private List<SliceResult> slices() {
        Map<Integer, NanoHistogram> bySlice = new TreeMap<>();
        Map<Integer, KernelRecord.Slice> last = new TreeMap<>();
        for (KernelRecord.Slice slice : log.slices()) {
            bySlice.computeIfAbsent(slice.slice(), n -> new NanoHistogram(info::nanos))
                    .add(slice.buckets());
            last.put(slice.slice(), slice);
        }
        List<SliceResult> slices = new ArrayList<>();
        bySlice.forEach((number, histogram) -> slices.add(histogram.slice(
                number,
                last.get(number).elapsedNs() / NS_PER_SECOND,
                last.get(number).which().label())));
        return slices;
    }

    private Latency latency() {
        return new Latency(
                summary(Which.EARLY),
                summary(Which.ENCOUNTER),
                summary(Which.LATE),
                summary(Which.ARM),
                summary(Which.DISTURBED));
    }

    private LatencySummary summary(Which which) {
        NanoHistogram histogram = new NanoHistogram(info::nanos);
        log.histograms().stream().filter(h -> h.which() == which).forEach(histogram::add);
        return histogram.summary();
    }

    private CalibrationResult calibration() {
        List<KernelRecord.Calibration> slices = log.calibrations().stream()
                .filter(c -> c.recordedTicks() > 0 && c.bareTicks() > 0 && c.bareOps() > 0)
                .toList();
        if (slices.isEmpty()) {
            return null;
        }
        List<Double> recorded = slices.stream()
                .map(c -> perSecond(c.recordedOps(), c.recordedTicks()))
                .toList();
        List<Double> bare =
                slices.stream().map(c -> perSecond(c.bareOps(), c.bareTicks())).toList();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            ratios.add(recorded.get(i) / bare.get(i));
        }
        return new CalibrationResult(slices.size(), Median.of(ratios), Median.of(recorded), Median.of(bare), ratios);
    }

    private double perSecond(long operations, long ticks) {
        return operations * NS_PER_SECOND / info.nanos(ticks);
    }

    private Health health() {
        KernelRecord.Started started = log.started().orElseThrow();
        return new Health(
                log.end().map(e -> e.reason().label()).orElse(null),
                log.end()
                        .map(KernelRecord.End::lost)
                        .or(() -> log.progress().map(KernelRecord.Progress::lost))
                        .orElse(0L),
                started.early(),
                started.warp(),
                nanos(started.warpMax()),
                log.counters().stream().mapToDouble(this::gapShare).max().orElse(0),
                sum(KernelRecord.Counters::disagreements));
    }
}
