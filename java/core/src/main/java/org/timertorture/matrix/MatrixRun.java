// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of the matrix.
 *
 * @param number in the order of running, from 1
 * @param repeat from 1
 */
public record MatrixRun(int number, int repeat, MatrixRow row) {

    /** All runs in order: every row once, then every row again, so that whatever drifts touches all rows alike. */
    public static List<MatrixRun> interleaved(List<MatrixRow> rows, int repeats) {
        List<MatrixRun> runs = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (MatrixRow row : rows) {
                runs.add(new MatrixRun(runs.size() + 1, repeat, row));
            }
        }
        return runs;
    }

    /** The name of its folder. */
    public String folder() {
        return String.format(Locale.ROOT, "%04d-%s-%dx%d", number, row.kernel(), row.cpus(), row.nodes());
    }
}
