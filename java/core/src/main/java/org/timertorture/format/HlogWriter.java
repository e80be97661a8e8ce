// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.stats.EncodedHistogram;

/**
 * Writes an interval log of HdrHistogram. Each cell has a histogram for each outcome of its calls, tagged {@code
 * KERNEL/CELL/OUTCOME}. An interval begins when the racing time of the cells before it is over, so it does not contain
 * the time in between.
 */
final class HlogWriter implements Format.Writer {
    private static final double MS = 1e3;

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
        HistogramLogWriter log = new HistogramLogWriter(text);
        log.outputLogFormatVersion();
        log.outputComment("[Histograms of timertorture; values are durations of calls in ns]");
        List<RunResult> runs = Suite.results(suites);
        if (!runs.isEmpty()) {
            long first = started(runs.get(0));
            log.outputStartTime(first);
            log.setBaseTime(first);
        }
        log.outputLegend();
        for (RunResult run : runs) {
            run(run, log);
        }
        text.flush();
        if (text.checkError()) {
            throw new IOException("the stream cannot be written");
        }
    }

    private static void run(RunResult run, HistogramLogWriter log) throws IOException {
        double begin = started(run);
        for (CellResult cell : run.cells()) {
            double end = begin + cell.seconds() * MS;
            if (cell.timing().latency() != null) {
                String tag = run.environment().kernelRelease() + "/" + cell.id() + "/";
                histogram(tag + "early", cell.timing().latency().early(), begin, end, log);
                histogram(tag + "encounter", cell.timing().latency().encounter(), begin, end, log);
                histogram(tag + "late", cell.timing().latency().late(), begin, end, log);
                histogram(tag + "disturbed", cell.timing().latency().disturbed(), begin, end, log);
                histogram(tag + "arm", cell.timing().latency().arm(), begin, end, log);
            }
            begin = end;
        }
    }

    private static void histogram(String tag, LatencySummary times, double begin, double end, HistogramLogWriter log)
            throws IOException {
        if (times == null || times.histogram() == null) {
            return;
        }
        Histogram histogram = EncodedHistogram.decode(times.histogram());
        histogram.setTag(tag.replace(',', ';').replaceAll("\\s", "_"));
        histogram.setStartTimeStamp(Math.round(begin));
        histogram.setEndTimeStamp(Math.round(end));
        log.outputIntervalHistogram(histogram);
    }

    private static long started(RunResult run) {
        return Instant.parse(run.environment().started()).toEpochMilli();
    }
}
