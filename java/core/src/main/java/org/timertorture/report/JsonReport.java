// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.timertorture.result.RunResult;

/** The result as JSON, whole. */
public final class JsonReport {
    private final ObjectMapper mapper = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** Writes it, and a line feed at the end; leaves the stream open. */
    public void write(RunResult result, OutputStream out) throws IOException {
        mapper.writeValue(out, result);
        out.write('\n');
        out.flush();
    }

    /** Writes it to a file. */
    public void write(RunResult result, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(result, out);
        }
    }
}
