// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRun;

/** Hears of each run of a matrix as it ends, on the thread that runs the matrix. */
public interface MatrixListener {
    /** Hears nothing. */
    MatrixListener NONE = new MatrixListener() {};

    /** Called when the result of a run is saved. */
    default void finished(MatrixRun run, MatrixOutcome outcome) {}

    /** Called with what a launcher does, such as that it submitted a job; one sentence without its full stop. */
    default void notice(String message) {}

    /** Called when a run ends by a bug in timertorture; the matrix goes on with the next run. */
    default void bug(MatrixRun run, Exception e) {}
}
