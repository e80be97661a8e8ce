// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

    /** One result. */
    @FunctionalInterface
    public interface Document {
        /** Opens its JSON. The caller closes the stream. */
        InputStream open() throws IOException;
    }

    /**
     * Reads every run of a file.
     *
     * @throws SchemaException if there is no result, or this version cannot read its schema
     * @throws IOException if the file is damaged; the message names the field
     */
    public static void read(Path file, RecordedRunReader.Receiver receiver) throws IOException {
        for (Document document : of(file)) {
            try (InputStream in = document.open()) {
                new RecordedRunReader().read(in, receiver);
            }
        }
    }

    /**
     * Returns the results of a file: one of a JSON file, and all that are embedded in an HTML report.
     *
     * @throws SchemaException if an HTML report has no result
     * @throws IOException if the file cannot be read
     */
    public static List<Document> of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() != '<') {
                return List.of(() -> new BufferedInputStream(Files.newInputStream(file)));
            }
        }
        Matcher embedded = EMBEDDED.matcher(Files.readString(file, StandardCharsets.UTF_8));
        List<Document> documents = new ArrayList<>();
        while (embedded.find()) {
            byte[] compressed = Base64.getMimeDecoder().decode(embedded.group(1));
            documents.add(() -> new GZIPInputStream(new ByteArrayInputStream(compressed)));
        }
        if (documents.isEmpty()) {
            throw new SchemaException("this page has no timertorture result");
        }
        return documents;
    }
}
