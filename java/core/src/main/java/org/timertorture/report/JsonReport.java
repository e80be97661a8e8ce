// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.timertorture.host.WholeFile;
import org.timertorture.json.Json;
import org.timertorture.result.RunResult;

/** The result as JSON, whole. */
public final class JsonReport {

    /** Writes it, and a line feed at the end; leaves the stream open. */
    public void write(RunResult result, OutputStream out) throws IOException {
        Json.MAPPER.writeValue(out, result);
        out.write('\n');
        out.flush();
    }

    /** Writes it to a file, which appears whole or not at all. */
    public void write(RunResult result, Path file) throws IOException {
        WholeFile.write(file, out -> write(result, out));
    }
}
