// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.List;
import java.util.SplittableRandom;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;

/**
 * Everything that decides what a matrix runs. It is written before the first run and never changes.
 *
 * @param schema {@link org.timertorture.result.Schema#CURRENT}
 * @param kind {@link #KIND}
 * @param started when the matrix began, ISO 8601 in UTC
 * @param planLocation the place from which the plan can be read again
 * @param planSha256 hash of the plan's text
 * @param seed seed of the first repeat
 * @param repeat how often each row runs
 * @param noKnown whether known findings fail a run too
 * @param accel kvm or tcg
 */
public record MatrixState(
        String schema,
        String kind,
        String started,
        String toolVersion,
        Environment.HostFacts host,
        String planLocation,
        String planSha256,
        PlanResult plan,
        long seed,
        int repeat,
        boolean strict,
        boolean strictTiming,
        boolean noKnown,
        String accel,
        List<MatrixKernel> kernels,
        List<MatrixRow> rows) {

    public static final String KIND = "matrix-state";

    private static final int BITS_LOST_TO_JSON = 11;

    public MatrixState {
        kernels = kernels == null ? List.of() : List.copyOf(kernels);
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /** Returns all runs, in order. */
    public List<MatrixRun> runs() {
        return MatrixRun.interleaved(rows, repeat);
    }

    /** Returns the seed of a repeat, which has 53 bits. Each repeat has another seed, and all kernels share it. */
    public long seed(int ofRepeat) {
        return ofRepeat == 1
                ? seed
                : new SplittableRandom(seed ^ (long) ofRepeat << Integer.SIZE).nextLong() >>> BITS_LOST_TO_JSON;
    }
}
