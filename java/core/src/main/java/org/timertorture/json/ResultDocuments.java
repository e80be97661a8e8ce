// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.timertorture.result.SchemaException;

/** Reads the results of a file: JSON, or an HTML report in which JSON is embedded. */
public final class ResultDocuments {
    /** The type of a script element of an HTML report that contains a result: JSON, compressed by gzip, in base64. */
    public static final String EMBEDDED_TYPE = "application/vnd.timertorture+gzip";

    private static final Pattern EMBEDDED =
            Pattern.compile("<script type=\"" + Pattern.quote(EMBEDDED_TYPE) + "\"[^>]*>([A-Za-z0-9+/=\\s]*)</script>");

    private ResultDocuments() {}

    /**
     * Reads every run of a file.
     *
     * @throws SchemaException if there is no result, or this version cannot read its schema
     * @throws IOException if the file is damaged; the message names the field
     */
    public static void read(Path file, RecordedRunReader.Receiver receiver) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(1);
            if (in.read() != '<') {
                in.reset();
                new RecordedRunReader().read(in, receiver);
                return;
            }
        }
        Matcher embedded = EMBEDDED.matcher(Files.readString(file, StandardCharsets.UTF_8));
        boolean found = false;
        while (embedded.find()) {
            found = true;
            byte[] compressed = Base64.getMimeDecoder().decode(embedded.group(1));
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                new RecordedRunReader().read(in, receiver);
            }
        }
        if (!found) {
            throw new SchemaException("this page has no timertorture result");
        }
    }
}
