// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixResults;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;
import org.timertorture.result.Schema;

/**
 * The JSON of a matrix: the environment once, and the whole result of every run.
 *
 * @param kind {@link #KIND}
 * @param exit the exit code of the matrix
 * @param complete whether no run is left to do
 * @param wallSeconds duration of the matrix so far
 * @param runs the runs that are done; each is read when the iteration reaches it, so that at most one is in memory
 */
record MatrixDocument(
        String schema,
        String kind,
        int exit,
        boolean complete,
        double wallSeconds,
        long seed,
        int repeat,
        PlanResult plan,
        Shared environment,
        List<Row> rows,
        Iterable<ObjectNode> runs) {
    static final String KIND = "matrix";

    /** The facts that all runs share. */
    record Shared(
            Environment.HostFacts host, String toolVersion, String accel, String started, List<MatrixKernel> kernels) {}

    /** A kernel and a machine. */
    record Row(String id, String kernel, int cpus, int nodes, String kernelArguments) {
        private static Row of(MatrixRow row) {
            return new Row(row.id(), row.kernel(), row.cpus(), row.nodes(), row.kernelArguments());
        }
    }

    static MatrixDocument of(MatrixResults results, int exit, double wallSeconds) throws IOException {
        MatrixState state = results.state();
        return new MatrixDocument(
                Schema.CURRENT,
                KIND,
                exit,
                results.missing().isEmpty(),
                wallSeconds,
                state.seed(),
                state.repeat(),
                state.plan(),
                new Shared(state.host(), state.toolVersion(), state.accel(), state.started(), state.kernels()),
                state.rows().stream().map(Row::of).toList(),
                () -> state.runs().stream()
                        .flatMap(run -> done(results, run).stream())
                        .iterator());
    }

    /** Returns the fields of the outcome together with the result; empty if the run is not done. */
    private static Optional<ObjectNode> done(MatrixResults results, MatrixRun run) {
        try {
            Optional<MatrixOutcome> outcome = results.outcome(run);
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode tree = Json.MAPPER.valueToTree(outcome.get());
            if (results.resultFile(run).isPresent()) {
                tree.set(
                        "result",
                        Json.MAPPER.readTree(results.resultFile(run).get().toFile()));
            }
            return Optional.of(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
