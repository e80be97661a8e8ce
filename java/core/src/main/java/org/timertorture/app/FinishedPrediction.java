// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.timertorture.archive.PredictionFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.predict.PredictionResult;
import org.timertorture.words.FileProblem;

/** A prediction that was tried, or the runs after which nothing could be predicted. */
public final class FinishedPrediction {
    private final PredictionFolder folder;
    private final ExitCode exit;
    private final Optional<PredictionResult> result;

    FinishedPrediction(PredictionFolder folder, ExitCode exit, Optional<PredictionResult> result) {
        this.folder = folder;
        this.exit = exit;
        this.result = result;
    }

    /** Returns the exit code of the runs; a missed prediction does not change it. */
    public ExitCode exit() {
        return exit;
    }

    /** Returns the predictions and what came of them; empty if nothing could be predicted. */
    public Optional<PredictionResult> result() {
        return result;
    }

    /** Returns the folder with the predictions, the result, and a folder for each run. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Writes the result as JSON to another file, which appears whole or not at all. Nothing is written if nothing could
     * be predicted.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveTo(Path file) throws EnvironmentException {
        if (result.isPresent()) {
            try {
                folder.write(result.get(), file);
            } catch (IOException e) {
                throw unwritable(folder, e);
            }
        }
    }

    /**
     * Writes the result as JSON to a stream, and leaves the stream open. Nothing is written if nothing could be
     * predicted.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void writeTo(OutputStream out) throws EnvironmentException {
        if (result.isPresent()) {
            try {
                folder.write(result.get(), out);
            } catch (IOException e) {
                throw unwritable(folder, e);
            }
        }
    }

    static EnvironmentException unwritable(PredictionFolder folder, IOException e) {
        return new EnvironmentException("cannot keep results in " + folder.path() + ": " + FileProblem.of(e), e);
    }
}
