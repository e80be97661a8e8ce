// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.List;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;

/**
 * What a finished matrix says about itself, apart from its runs.
 *
 * @param exit its exit code
 * @param complete whether every run has come to its end
 * @param wallSeconds how long it took, in seconds
 * @param seed the seed of the first repeat
 * @param repeat how often each row runs
 * @param plan the plan that ran
 * @param environment what all runs share
 * @param rows the rows, in the order of running
 */
public record MatrixFacts(
        int exit,
        boolean complete,
        double wallSeconds,
        long seed,
        int repeat,
        PlanResult plan,
        Shared environment,
        List<MatrixRow> rows) {

    public MatrixFacts {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /**
     * What all runs share.
     *
     * @param host the machine that the controller ran on
     * @param toolVersion the version of timertorture
     * @param accel kvm or tcg
     * @param started when the matrix began, in UTC, ISO 8601
     */
    public record Shared(Environment.HostFacts host, String toolVersion, String accel, String started) {}
}
