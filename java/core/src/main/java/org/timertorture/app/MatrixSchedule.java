// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import org.timertorture.matrix.MatrixRun;

/**
 * What a matrix would run.
 *
 * @param plan its name
 * @param seconds the racing time of each run, in seconds
 * @param seed of the first repeat
 * @param runs those that are left, in order
 * @param toFetch the kernels that the store lacks and that would be fetched first
 */
public record MatrixSchedule(String plan, double seconds, long seed, List<MatrixRun> runs, List<String> toFetch) {
    public MatrixSchedule {
        runs = List.copyOf(runs);
        toFetch = List.copyOf(toFetch);
    }
}
