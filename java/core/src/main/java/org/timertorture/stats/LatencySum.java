// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.timertorture.result.LatencySummary;

/** Adds up the durations of calls that several runs measured. */
public final class LatencySum {
    private static final int DIGITS = 3;
    private static final double HUNDRED = 100;
    private static final double P50 = 50;
    private static final double P90 = 90;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    private LatencySum() {}

    /**
     * Returns the summary of all durations. The minimum, the maximum and the count are exact, as those of the parts are.
     *
     * @param parts null for a part that has no durations
     * @return null if no part has any
     * @throws IOException if a histogram is damaged
     */
    public static LatencySummary of(List<LatencySummary> parts) throws IOException {
        List<LatencySummary> some = parts.stream().filter(Objects::nonNull).toList();
        if (some.isEmpty()) {
            return null;
        }
        Histogram all = new Histogram(DIGITS);
        all.setAutoResize(true);
        long min = Long.MAX_VALUE;
        long max = 0;
        double sum = 0;
        for (LatencySummary part : some) {
            all.add(EncodedHistogram.decode(part.histogram()));
            min = Math.min(min, part.min());
            max = Math.max(max, part.max());
            sum += part.mean() * part.count();
        }
        double mean = Math.round(HUNDRED * sum / all.getTotalCount()) / HUNDRED;
        long least = min;
        long most = max;
        return new LatencySummary(
                all.getTotalCount(),
                min,
                mean,
                at(all, P50, least, most),
                at(all, P90, least, most),
                at(all, P99, least, most),
                at(all, P999, least, most),
                max,
                EncodedHistogram.encode(all));
    }

    private static long at(Histogram all, double percentile, long least, long most) {
        return Math.max(least, Math.min(most, all.getValueAtPercentile(percentile)));
    }
}
