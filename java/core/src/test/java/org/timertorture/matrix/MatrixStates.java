// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.List;
import java.util.stream.Stream;
import org.timertorture.exit.ExitCode;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;
import org.timertorture.result.Schema;

/** Creates states and outcomes of matrices for tests. */
public final class MatrixStates {
    private MatrixStates() {}

    /** Returns a state with these kernels, each on two CPUs. */
    public static MatrixState of(int repeat, String... releases) {
        return withRows(
                repeat,
                Stream.of(releases)
                        .map(release -> MatrixRow.plain(release, 2, 1))
                        .toList());
    }

    public static MatrixState withRows(int repeat, List<MatrixRow> rows) {
        return new MatrixState(
                Schema.CURRENT,
                MatrixState.KIND,
                new MatrixState.Beginning(
                        "2026-11-23T09:34:25Z",
                        "0.1.0",
                        new Environment.HostFacts("Linux", "a processor", 2, 24_105, "17", "here")),
                new MatrixState.Planned("quick", "00", new PlanResult("quick", "all of it", "quick.yaml", 3)),
                new MatrixState.Settings(42, repeat, false, false, false, "tcg", List.of()),
                rows.stream()
                        .map(MatrixRow::kernel)
                        .distinct()
                        .map(MatrixStates::kernel)
                        .toList(),
                rows);
    }

    public static MatrixKernel kernel(String release) {
        return new MatrixKernel(release, release, "bookworm", "cloud", "c0", List.of("p0"), "5ca1ab1e");
    }

    /** Returns the outcome of a run that has a result. */
    public static MatrixOutcome ended(MatrixRun run, int exit) {
        return new MatrixOutcome(
                run.number(), run.row().id(), run.repeat(), exit, null, "runs/x/console.log", "now", 3.0, 7.0);
    }

    /** Returns the outcome of a run that could not start because the environment lacks something. */
    public static MatrixOutcome refused(MatrixRun run, String reason) {
        return new MatrixOutcome(
                run.number(),
                run.row().id(),
                run.repeat(),
                ExitCode.ENVIRONMENT.code(),
                reason,
                null,
                "now",
                null,
                1.0);
    }
}
