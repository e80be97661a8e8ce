// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One run of the matrix.
 *
 * @param number position in the order of running, from 1
 * @param repeat which repeat of its row this is, from 1
 */
public record MatrixRun(int number, int repeat, MatrixRow row) {

    /**
     * Returns all runs in order. Every row runs once before any row runs again, and every second repeat runs them
     * backwards (ABBA), so that a drift of the host affects all rows alike.
     */
    public static List<MatrixRun> interleaved(List<MatrixRow> rows, int repeats) {
        List<MatrixRun> runs = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<MatrixRow> ordered = new ArrayList<>(rows);
            if (repeat % 2 == 0) {
                Collections.reverse(ordered);
            }
            for (MatrixRow row : ordered) {
                runs.add(new MatrixRun(runs.size() + 1, repeat, row));
            }
        }
        return runs;
    }

    /** Returns the name of the run's folder. */
    public String folder() {
        return String.format(Locale.ROOT, "%04d-%s-%dx%d", number, row.kernel(), row.cpus(), row.nodes());
    }
}
