// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timertorture.result.CalibrationResult;
import org.timertorture.result.Latency;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.SliceResult;
import org.timertorture.result.Timing;
import org.timertorture.stats.Median;
import org.timertorture.stats.NanoHistogram;
import org.timertorture.uapi.CalibrationRecord;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.HistogramKind;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Outcome;

/** Assembles the times that were measured in a cell that raced. */
final class TimingAssembler {
    private static final double NS_PER_SECOND = 1e9;

    private final CellLog log;
    private final Info info;

    TimingAssembler(CellLog log, Info info) {
        this.log = log;
        this.info = info;
    }

    Timing timing() {
        return new Timing(
                latency(), slices(), calibration(), new CellCounters(log.counters()).max(CountersRecord::lateMax));
    }

    private List<SliceResult> slices() {
        Map<Integer, NanoHistogram> bySlice = new TreeMap<>();
        Map<Integer, HistogramRecord> last = new TreeMap<>();
        for (HistogramRecord slice : log.slices()) {
            bySlice.computeIfAbsent(slice.pair(), n -> new NanoHistogram(info::nanos))
                    .add(slice.buckets());
            last.put(slice.pair(), slice);
        }
        List<SliceResult> slices = new ArrayList<>();
        bySlice.forEach((number, histogram) -> slices.add(histogram.slice(
                number,
                last.get(number).elapsedNs() / NS_PER_SECOND,
                Outcome.of(last.get(number).which()))));
        return slices;
    }

    private Latency latency() {
        return new Latency(
                summary(HistogramKind.EARLY),
                summary(HistogramKind.ENCOUNTER),
                summary(HistogramKind.LATE),
                summary(HistogramKind.ARM),
                summary(HistogramKind.DISTURBED));
    }

    private LatencySummary summary(HistogramKind kind) {
        NanoHistogram histogram = new NanoHistogram(info::nanos);
        log.histograms().stream()
                .filter(h -> HistogramKind.of(h.which()) == kind)
                .forEach(histogram::add);
        return histogram.summary();
    }

    private CalibrationResult calibration() {
        List<CalibrationRecord> slices = log.calibrations().stream()
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
}
