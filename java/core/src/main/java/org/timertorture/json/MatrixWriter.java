// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.timertorture.host.WholeFile;
import org.timertorture.matrix.MatrixResults;

/** Writes a matrix as JSON. At most one of its runs is in memory. */
public final class MatrixWriter {
    private final MatrixResults results;

    public MatrixWriter(MatrixResults results) {
        this.results = results;
    }

    /**
     * Writes the matrix, followed by a line feed. The stream stays open.
     *
     * @param exit the exit code of the matrix
     * @param wallSeconds duration of the matrix so far
     */
    public void write(int exit, double wallSeconds, OutputStream out) throws IOException {
        try {
            Json.MAPPER.writeValue(out, MatrixDocument.of(results, exit, wallSeconds));
        } catch (JsonMappingException e) {
            // Jackson wraps the failure to read a run.
            throw e.getCause() instanceof UncheckedIOException unreadable ? unreadable.getCause() : e;
        }
        out.write('\n');
        out.flush();
    }

    /** Writes the matrix to a file, which appears only when it is complete. */
    public void write(int exit, double wallSeconds, Path file) throws IOException {
        WholeFile.write(file, out -> write(exit, wallSeconds, out));
    }
}
