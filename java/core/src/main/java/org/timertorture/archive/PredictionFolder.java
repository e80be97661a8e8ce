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

/** The folder of a prediction: what was predicted, in a file that is written before it is tried, and a folder a run. */
public final class PredictionFolder {
    private static final String NAME = "predict";

    private final ResultFolder folder;
    private final Ownership ownership;

    private PredictionFolder(ResultFolder folder, Ownership ownership) {
        this.folder = folder;
        this.ownership = ownership;
    }

    /**
     * Makes one, and a link {@code latest} to it.
     *
     * @param root of all results
     * @throws IOException if it cannot be made; the message names it
     */
    public static PredictionFolder make(Path root, Instant started, Ownership ownership) throws IOException {
        return new PredictionFolder(ResultFolder.make(root, started, NAME, ownership), ownership);
    }

    public Path path() {
        return folder.path();
    }

    /** Where the predictions are. */
    public Path predictions() {
        return folder.path().resolve("predictions.json");
    }

    /** Makes the folder of a run. */
    public ResultFolder run(String name) throws IOException {
        return ResultFolder.within(folder.path().resolve(name), ownership);
    }

    /** Removes the folder if nothing was written into it. */
    public void dropIfEmpty() throws IOException {
        folder.dropIfEmpty();
    }

    /** Writes the predictions down. */
    public void write(Predictions predictions) throws IOException {
        WholeFile.write(predictions(), out -> write(predictions, out));
        ownership.give(predictions());
    }

    /** Writes the whole. */
    public void write(PredictionResult result) throws IOException {
        write(result, folder.path().resolve(ResultFolder.RESULT));
    }

    /** Writes the whole to another file, which appears whole or not at all. */
    public void write(PredictionResult result, Path file) throws IOException {
        WholeFile.write(file, out -> write((Object) result, out));
        ownership.give(file);
    }

    /** Writes the whole, and a line feed at the end; leaves the stream open. */
    public void write(PredictionResult result, OutputStream out) throws IOException {
        write((Object) result, out);
    }

    private static void write(Object value, OutputStream out) throws IOException {
        Json.MAPPER.writeValue(out, value);
        out.write('\n');
        out.flush();
    }
}
