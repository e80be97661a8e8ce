// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.SliceResult;
import org.timertorture.uapi.BucketStruct;
import org.timertorture.uapi.Buckets;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Uapi;

/**
 * Merges the kernel's histograms, whose values are clock ticks, into one in ns. All values of a bucket count as its
 * middle; the minimum, maximum and sum are exact.
 */
public final class NanoHistogram {
    private static final int DIGITS = 3;
    private static final double HUNDRED = 100;
    private static final double P50 = 50;
    private static final double P90 = 90;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private final DoubleUnaryOperator nanos;
    private final Histogram histogram;
    private long min = Long.MAX_VALUE;
    private long max;
    private double sum;

    /**
     * Creates an empty histogram.
     *
     * @param nanos converts clock ticks to ns
     */
    public NanoHistogram(DoubleUnaryOperator nanos) {
        this.nanos = nanos;
        long largest = Math.max(2, (long) Math.ceil(nanos.applyAsDouble(Buckets.highest(Uapi.HIST_BUCKETS - 1))));
        this.histogram = new Histogram(1, largest, DIGITS);
    }

    /** Adds buckets. */
    public void add(List<BucketStruct> buckets) {
        for (BucketStruct bucket : buckets) {
            if (bucket.count() > 0) {
                histogram.recordValueWithCount(
                        Math.round(nanos.applyAsDouble(Buckets.midpoint(bucket.index()))), bucket.count());
            }
        }
    }

    /** Adds the histogram of one pair, with its exact minimum, maximum and sum. */
    public void add(HistogramRecord record) {
        add(record.buckets());
        if (record.count() > 0) {
            min = Math.min(min, Math.round(nanos.applyAsDouble(record.min())));
            max = Math.max(max, Math.round(nanos.applyAsDouble(record.max())));
            sum += nanos.applyAsDouble(record.sum());
        }
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** Summarizes the histogram; null if it is empty. */
    public LatencySummary summary() {
        if (count() == 0) {
            return null;
        }
        return new LatencySummary(
                count(), min, mean(), at(P50), at(P90), at(P99), at(P999), max, EncodedHistogram.encode(histogram));
    }

    /** Returns the histogram as a slice of the run's time. */
    public SliceResult slice(int number, double endSeconds, Outcome outcome) {
        return new SliceResult(
                number,
                endSeconds,
                outcome,
                count(),
                histogram.getValueAtPercentile(P50),
                histogram.getValueAtPercentile(P99),
                EncodedHistogram.encode(histogram));
    }

    private double mean() {
        return Math.round(HUNDRED * sum / count()) / HUNDRED;
    }

    private long at(double percentile) {
        return Math.max(min, Math.min(max, histogram.getValueAtPercentile(percentile)));
    }
}
