// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.timertorture.host.WholeFile;
import org.timertorture.json.Json;
import org.timertorture.predict.PredictionResult;
import org.timertorture.predict.Predictions;

/**
 * The folder of a prediction, with a file of predictions that is written before they are tested, and a folder for each
 * run.
 */
public final class PredictionFolder {
    private static final String NAME = "predict";

    private final ResultFolder folder;
    private final Ownership ownership;

    private PredictionFolder(ResultFolder folder, Ownership ownership) {
        this.folder = folder;
        this.ownership = ownership;
    }

    /**
     * Creates the folder, and a link {@code latest} to it.
     *
     * @param root the folder of all results
     * @throws IOException if the folder cannot be created; the message names it
     */
    public static PredictionFolder make(Path root, Instant started, Ownership ownership) throws IOException {
        return new PredictionFolder(ResultFolder.make(root, started, NAME, ownership), ownership);
    }

    public Path path() {
        return folder.path();
    }

    /** Returns the file of the predictions. */
    public Path predictions() {
        return folder.path().resolve("predictions.json");
    }

    /** Creates the folder of a run. */
    public ResultFolder run(String name) throws IOException {
        return ResultFolder.within(folder.path().resolve(name), ownership);
    }

    /** Deletes the folder if it is empty. */
    public void dropIfEmpty() throws IOException {
        folder.dropIfEmpty();
    }

    /** Writes the predictions. */
    public void write(Predictions predictions) throws IOException {
        WholeFile.write(predictions(), out -> write(predictions, out));
        ownership.give(predictions());
    }

    /** Writes the predictions and their outcomes. */
    public void write(PredictionResult result) throws IOException {
        write(result, folder.path().resolve(ResultFolder.RESULT));
    }

    /** Writes the predictions and their outcomes to another file, which appears only when it is complete. */
    public void write(PredictionResult result, Path file) throws IOException {
        WholeFile.write(file, out -> write((Object) result, out));
        ownership.give(file);
    }

    /** Writes the predictions and their outcomes, followed by a line feed. The stream stays open. */
    public void write(PredictionResult result, OutputStream out) throws IOException {
        write((Object) result, out);
    }

    private static void write(Object value, OutputStream out) throws IOException {
        Json.MAPPER.writeValue(out, value);
        out.write('\n');
        out.flush();
    }
}
