// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.timertorture.host.WholeFile;
import org.timertorture.json.Json;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixResults;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;
import org.timertorture.result.Schema;

/** Writes a matrix as JSON: the environment once, and the whole result of every run. At most one run is in memory. */
public final class MatrixJsonReport {
    /** The document's {@code kind}. */
    public static final String KIND = "matrix";

    private final MatrixResults results;

    public MatrixJsonReport(MatrixResults results) {
        this.results = results;
    }

    /** The facts that all runs share. */
    private record Shared(
            Environment.HostFacts host, String toolVersion, String accel, String started, List<MatrixKernel> kernels) {}

    private record Row(String id, String kernel, int cpus, int nodes) {
        static Row of(MatrixRow row) {
            return new Row(row.id(), row.kernel(), row.cpus(), row.nodes());
        }
    }

    /**
     * Writes the matrix, followed by a line feed. The stream stays open.
     *
     * @param exit the exit code of the matrix
     * @param wallSeconds duration of the matrix so far
     */
    public void write(int exit, double wallSeconds, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out).useDefaultPrettyPrinter()) {
            write(exit, wallSeconds, json);
        }
        out.write('\n');
        out.flush();
    }

    /** Writes the matrix to a file, which appears only when it is complete. */
    public void write(int exit, double wallSeconds, Path file) throws IOException {
        WholeFile.write(file, out -> write(exit, wallSeconds, out));
    }

    private void write(int exit, double wallSeconds, JsonGenerator json) throws IOException {
        MatrixState state = results.state();
        PlanResult plan = state.plan();
        json.writeStartObject();
        json.writeStringField("schema", Schema.CURRENT);
        json.writeStringField("kind", KIND);
        json.writeNumberField("exit", exit);
        json.writeBooleanField("complete", results.missing().isEmpty());
        json.writeNumberField("wallSeconds", wallSeconds);
        json.writeNumberField("seed", state.seed());
        json.writeNumberField("repeat", state.repeat());
        json.writePOJOField("plan", plan);
        json.writePOJOField(
                "environment",
                new Shared(state.host(), state.toolVersion(), state.accel(), state.started(), state.kernels()));
        json.writePOJOField("rows", state.rows().stream().map(Row::of).toList());
        json.writeArrayFieldStart("runs");
        for (MatrixRun run : state.runs()) {
            Optional<MatrixOutcome> outcome = results.outcome(run);
            if (outcome.isPresent()) {
                json.writeTree(whole(run, outcome.get()));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Returns the fields of the outcome together with the result. */
    private ObjectNode whole(MatrixRun run, MatrixOutcome outcome) throws IOException {
        ObjectNode tree = Json.MAPPER.valueToTree(outcome);
        Optional<Path> result = results.resultFile(run);
        if (result.isPresent()) {
            tree.set("result", Json.MAPPER.readTree(result.get().toFile()));
        }
        return tree;
    }
}
