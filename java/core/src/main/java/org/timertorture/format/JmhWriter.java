// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.timertorture.result.CellResult;
import org.timertorture.result.RunResult;
import org.timertorture.stats.EncodedHistogram;

/**
 * Writes the JSON of JMH's result file: a benchmark in sample mode for each cell that has times. The score is the mean
 * duration of the calls at which the scenario aims, in ns.
 */
final class JmhWriter implements Format.Writer {
    /** The version whose fields these are. */
    private static final String JMH_VERSION = "1.37";

    private static final double[] PERCENTILES = {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        ArrayNode all = mapper.createArrayNode();
        for (RunResult run : Suite.results(suites)) {
            for (CellResult cell : run.cells()) {
                if (cell.aimed() != null) {
                    all.add(benchmark(run, cell));
                }
            }
        }
        byte[] json = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
        out.write(json);
        out.write('\n');
    }

    private ObjectNode benchmark(RunResult run, CellResult cell) throws IOException {
        ObjectNode node = mapper.createObjectNode();
        node.put("jmhVersion", JMH_VERSION);
        node.put("benchmark", "timertorture." + cell.scenario() + "." + cell.primitive());
        node.put("mode", "sample");
        node.put("threads", Math.max(1, cell.pairs().size()));
        node.put("forks", 1);
        node.put("jvm", "");
        node.putArray("jvmArgs");
        node.put("jdkVersion", run.environment().host().java());
        node.put("vmName", "");
        node.put("vmVersion", "");
        node.put("warmupIterations", 0);
        node.put("warmupTime", "0 s");
        node.put("warmupBatchSize", 1);
        node.put("measurementIterations", 1);
        node.put("measurementTime", String.format(Locale.ROOT, "%.3f s", cell.seconds()));
        node.put("measurementBatchSize", 1);
        ObjectNode params = node.putObject("params");
        params.put("cell", cell.id());
        params.put("kernel", run.environment().kernelRelease());
        params.put("accel", run.environment().accel());
        metric(node.putObject("primaryMetric"), cell);
        node.putObject("secondaryMetrics");
        return node;
    }

    private static void metric(ObjectNode metric, CellResult cell) throws IOException {
        Histogram histogram = EncodedHistogram.decode(cell.aimed().histogram());
        metric.put("score", cell.aimed().mean());
        metric.put("scoreError", "NaN");
        metric.putArray("scoreConfidence").add("NaN").add("NaN");
        ObjectNode percentiles = metric.putObject("scorePercentiles");
        for (double percentile : PERCENTILES) {
            percentiles.put(String.valueOf(percentile), histogram.getValueAtPercentile(percentile));
        }
        metric.put("scoreUnit", "ns/op");
        ArrayNode samples = metric.putArray("rawDataHistogram").addArray().addArray();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            samples.addArray().add(value.getValueIteratedTo()).add(value.getCountAddedInThisIterationStep());
        }
    }
}
