// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The results of those runs of a matrix that are done. */
public interface MatrixResults {
    /** Returns what the matrix runs. */
    MatrixState state();

    /** Returns the runs that are not done yet, in order. */
    List<MatrixRun> missing();

    /**
     * Returns how a run ended; empty if the run is not done.
     *
     * @throws IOException if its record cannot be read
     */
    Optional<MatrixOutcome> outcome(MatrixRun run) throws IOException;

    /**
     * Returns the file with a run's result; empty if the run is not done, or ended before it had a result.
     *
     * @throws IOException if the folder of the run cannot be read
     */
    Optional<Path> resultFile(MatrixRun run) throws IOException;
}
