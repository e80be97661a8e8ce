// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.stats.EncodedHistogram;

/** Draws distributions of times in a line of characters each. All have the same logarithmic axis, so that they compare. */
final class Sparklines {
    static final int WIDTH = 24;

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN = ".:-=+*#@";

    private final String levels;
    private final double least;
    private final double most;

    private Sparklines(String levels, double least, double most) {
        this.levels = levels;
        this.least = least;
        this.most = most;
    }

    /** Returns sparklines whose axis goes from the shortest time of these cells to the longest of their p99.9. */
    static Sparklines of(List<CellResult> cells) {
        List<LatencySummary> aimed =
                cells.stream().map(CellResult::aimed).filter(Objects::nonNull).toList();
        double least = aimed.stream().mapToLong(LatencySummary::min).min().orElse(1);
        double most = aimed.stream().mapToLong(LatencySummary::p999).max().orElse(1);
        boolean blocks = Charset.defaultCharset().newEncoder().canEncode(BLOCKS);
        return new Sparklines(blocks ? BLOCKS : PLAIN, Math.max(1, least), Math.max(2, Math.max(least + 1, most)));
    }

    /** Says what the lines show. */
    List<String> legend() {
        return List.of(
                "distribution: how many of these calls took how long, from " + Figures.whole(least)
                        + " ns at the left to " + Figures.whole(most) + " ns",
                "  and above at the right, on a logarithmic axis. The heights are linear; "
                        + levels.charAt(levels.length() - 1) + " is the row's most frequent time.");
    }

    /** Returns the line of a distribution; one that is empty or not known has no marks. */
    String line(LatencySummary times) {
        if (times == null || times.histogram() == null) {
            return "";
        }
        long[] counts = counts(decoded(times));
        long fullest = Arrays.stream(counts).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (long count : counts) {
            line.append(count == 0 ? ' ' : levels.charAt((int) ((levels.length() - 1) * count / fullest)));
        }
        return line.toString();
    }

    private long[] counts(Histogram histogram) {
        long[] counts = new long[WIDTH];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double share = Math.log(Math.max(least, value.getValueIteratedTo()) / least) / Math.log(most / least);
            counts[(int) Math.min(WIDTH - 1, share * WIDTH)] += value.getCountAtValueIteratedTo();
        }
        return counts;
    }

    private static Histogram decoded(LatencySummary times) {
        try {
            return EncodedHistogram.decode(times.histogram());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
