// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Durations in ns, and how often each of them came. */
public final class Tally {
    private final double[] values;
    private final long[] counts;
    private final long total;

    private Tally(TreeMap<Double, Long> counts) {
        this.values = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        this.counts = counts.values().stream().mapToLong(Long::longValue).toArray();
        this.total = counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts durations. */
    public static Tally of(Map<Double, Long> counts) {
        return new Tally(new TreeMap<>(counts));
    }

    /**
     * Reads the histogram of a result.
     *
     * @throws IOException if it is damaged
     */
    public static Tally of(String histogram) throws IOException {
        Histogram decoded = EncodedHistogram.decode(histogram);
        TreeMap<Double, Long> counts = new TreeMap<>();
        for (HistogramIterationValue value : decoded.recordedValues()) {
            counts.put(
                    (double) decoded.medianEquivalentValue(value.getValueIteratedTo()),
                    value.getCountAtValueIteratedTo());
        }
        return new Tally(counts);
    }

    /** Returns the durations of all tallies together. */
    public static Tally sum(Collection<Tally> tallies) {
        TreeMap<Double, Long> sum = new TreeMap<>();
        for (Tally tally : tallies) {
            for (int i = 0; i < tally.values.length; i++) {
                sum.merge(tally.values[i], tally.counts[i], Long::sum);
            }
        }
        return new Tally(sum);
    }

    /** Returns the number of durations. */
    public long count() {
        return total;
    }

    /**
     * Returns a quantile of the mid-distribution function: half of the calls in a bucket count as shorter than its
     * middle, and values between two middles are interpolated. So a small shift of the calls is a small shift of the
     * quantile, although the kernel counts them in buckets that are 3 % wide.
     *
     * @param share 0 to 1
     * @throws IllegalStateException if the tally is empty
     */
    public double quantile(double share) {
        if (total == 0) {
            throw new IllegalStateException("no quantile of nothing");
        }
        double wanted = share * total;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            double middle = below + counts[i] / 2.0;
            if (middle >= wanted) {
                if (i == 0) {
                    return values[0];
                }
                double before = below - counts[i - 1] / 2.0;
                return values[i - 1] + (values[i] - values[i - 1]) * (wanted - before) / (middle - before);
            }
            below += counts[i];
        }
        return values[values.length - 1];
    }
}
