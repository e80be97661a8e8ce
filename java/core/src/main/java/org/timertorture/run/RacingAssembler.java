// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.timertorture.plan.Cell;
import org.timertorture.result.Attempts;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PairResult;
import org.timertorture.result.Racing;
import org.timertorture.result.ReturnValue;
import org.timertorture.stats.NanoHistogram;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.ProgressRecord;

/** Assembles how a cell raced and what was counted. For a cell that died it takes the last progress record. */
final class RacingAssembler {
    private static final double NS_PER_SECOND = 1e9;

    private final Cell cell;
    private final CellLog log;
    private final Info info;
    private final CellCounters counters;

    /**
     * Creates an assembler.
     *
     * @param info the kernel's description of itself; null if the kernel never answered
     */
    RacingAssembler(Cell cell, CellLog log, Info info) {
        this.cell = cell;
        this.log = log;
        this.info = info;
        this.counters = new CellCounters(log.counters());
    }

    /**
     * Assembles the racing data.
     *
     * @param sleep whether workers slept at barriers
     */
    Racing racing(boolean sleep) {
        return new Racing(
                seconds(),
                cell.weight(),
                sleep,
                cell.seed(),
                attempts(),
                counters(),
                pairs(),
                log.cycles().map(CycleTally::result).orElse(null));
    }

    /**
     * Returns the share of the time in which the deleter of a pair did not run, 0 to 1. A pause of the whole machine is
     * not part of the time.
     */
    double gapShare(CountersRecord c) {
        double gaps = Math.max(
                0, info.nanos(c.gapTotal()) - log.end().map(EndRecord::pausedNs).orElse(0L));
        return seconds() > 0 ? gaps / (seconds() * NS_PER_SECOND) : 0;
    }

    private double seconds() {
        if (log.cycles().isPresent()) {
            return log.cycles().get().seconds();
        }
        return log.end()
                .map(EndRecord::elapsedNs)
                .or(() -> log.progress().map(ProgressRecord::elapsedNs))
                .map(ns -> ns / NS_PER_SECOND)
                .orElse(0.0);
    }

    private boolean complete() {
        return log.end().isPresent() && log.counters().size() == cell.pairs().size();
    }

    private Attempts attempts() {
        if (log.cycles().isPresent()) {
            return log.cycles().get().attempts();
        }
        if (complete()) {
            return log.counters().stream().map(c -> Attempts.of(c.attempts())).reduce(Attempts.NONE, Attempts::plus);
        }
        return log.progress().map(p -> Attempts.of(p.attempts())).orElse(Attempts.NONE);
    }

    /** Returns the counters of the pairs that ran to their end. The expiries include the other pairs. */
    private Map<Counter, Long> counters() {
        Map<Counter, Long> sums = new EnumMap<>(Counter.class);
        sums.putAll(counters.sums());
        if (log.cycles().isPresent()) {
            sums.put(Counter.EXPIRIES, log.cycles().get().expiries());
        } else if (!complete()) {
            sums.remove(Counter.EXPIRIES);
            // Progress does not count these at all.
            sums.remove(Counter.ALONE_EXPIRIES);
            log.progress().ifPresent(p -> sums.put(Counter.EXPIRIES, p.expiries()));
        }
        return sums;
    }

    private List<PairResult> pairs() {
        return IntStream.range(0, cell.pairs().size())
                .mapToObj(i -> PairResult.of(
                        cell.pairs().get(i), counted(i), cell.spans().get(i), times(i)))
                .toList();
    }

    private PairResult.Times times(int pair) {
        if (info == null) {
            return null;
        }
        NanoHistogram histogram = new NanoHistogram(info::nanos);
        log.histograms().stream()
                .filter(h ->
                        h.pair() == pair && h.which() == cell.scenario().aim().number())
                .forEach(histogram::add);
        LatencySummary all = histogram.summary();
        return all == null ? null : new PairResult.Times(all.count(), all.p50(), all.p99(), all.max());
    }

    private PairResult.Counted counted(int pair) {
        return log.counters().stream()
                .filter(c -> c.pair() == pair && info != null)
                .findFirst()
                .map(this::counted)
                .orElse(null);
    }

    private PairResult.Counted counted(CountersRecord c) {
        Map<ReturnValue, Long> returned = new EnumMap<>(ReturnValue.class);
        for (ReturnValue value : ReturnValue.values()) {
            returned.put(value, c.returned().get(value.ordinal()));
        }
        return new PairResult.Counted(
                Attempts.of(c.attempts()),
                CellCounters.of(c),
                returned,
                c.batch(),
                new PairResult.Gaps(gapShare(c), nanos(c.gapMax())),
                new PairResult.Range(nanos(c.handlerMin()), nanos(c.handlerMax())));
    }

    private long nanos(long ticks) {
        return Math.round(info.nanos(ticks));
    }
}
