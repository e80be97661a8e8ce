// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.timertorture.host.WholeFile;
import org.timertorture.result.RunResult;

/** Writes the result of a run as JSON. */
public final class ResultWriter {

    /** Writes the result, followed by a line feed. The stream stays open. */
    public void write(RunResult result, OutputStream out) throws IOException {
        Json.MAPPER.writeValue(out, result);
        out.write('\n');
        out.flush();
    }

    /** Writes the result to a file, which appears only when it is complete. */
    public void write(RunResult result, Path file) throws IOException {
        WholeFile.write(file, out -> write(result, out));
    }
}
