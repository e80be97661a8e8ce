// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.body;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.timertorture.compare.Comparison;
import org.timertorture.json.ComparisonWriter;
import org.timertorture.json.RecordedRunReader;
import org.timertorture.json.ResultDocuments;
import org.timertorture.matrix.MatrixFacts;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.result.RunResult;

/** Makes HTML pages that need nothing else. The results are embedded, so that a page can be compared again. */
public final class Page {
    private Page() {}

    /**
     * Writes a page with one or several results.
     *
     * @param documents the JSON of runs and matrices
     * @param out receives UTF-8, and stays open
     * @throws IOException if a result cannot be read, or the page cannot be written
     */
    public static void ofResults(List<ResultDocuments.Document> documents, OutputStream out) throws IOException {
        Sections sections = new Sections();
        List<DomContent> embedded = new ArrayList<>();
        for (ResultDocuments.Document document : documents) {
            try (InputStream in = document.open()) {
                new RecordedRunReader().read(in, sections);
            }
            sections.endMatrix();
            embedded.add(embedded(document));
        }
        write(String.join("; ", sections.titles), sections.contents, embedded, out);
    }

    /**
     * Writes a page with a comparison.
     *
     * @param out receives UTF-8, and stays open
     * @throws IOException if the page cannot be written
     */
    public static void ofComparison(Comparison comparison, OutputStream out) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new ComparisonWriter().write(comparison, json);
        ComparisonSection section = new ComparisonSection(comparison);
        write(
                section.title(),
                List.of(section.content()),
                List.of(embedded(() -> new ByteArrayInputStream(json.toByteArray()))),
                out);
    }

    /** Makes a section of each result that it receives. */
    private static final class Sections implements RecordedRunReader.Receiver {
        private final List<String> titles = new ArrayList<>();
        private final List<DomContent> contents = new ArrayList<>();
        private MatrixSection matrix;

        @Override
        public void run(String row, int repeat, RunResult result) throws IOException {
            if (matrix == null) {
                titles.add(RunSection.title(result));
                contents.add(new RunSection(result, contents.size()).content());
            }
        }

        @Override
        public void matrix(MatrixFacts facts) {
            matrix = new MatrixSection(facts, contents.size());
        }

        @Override
        public void outcome(MatrixOutcome outcome, Optional<RunResult> result) throws IOException {
            matrix.add(outcome, result);
        }

        private void endMatrix() {
            if (matrix != null) {
                titles.add(matrix.title());
                contents.add(matrix.content());
                matrix = null;
            }
        }
    }

    private static void write(String name, List<DomContent> sections, List<DomContent> embedded, OutputStream out)
            throws IOException {
        DomContent page = html(
                        head(
                                rawHtml("<meta charset=\"utf-8\">"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().withName("generator").withContent("timertorture"),
                                title(name + " - timertorture"),
                                rawHtml("<link rel=\"icon\" href=\"data:,\">"),
                                style(rawHtml(resource("page.css")))),
                        body(main(sections.toArray(DomContent[]::new))
                                        .with(footer(p("This page needs no network. It contains its results:"
                                                        + " timertorture compare and report read it.")
                                                .withClass("muted"))))
                                .with(embedded)
                                .with(script(rawHtml(resource("page.js")))))
                .withLang("en");
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.append("<!doctype html>\n");
        page.render(FlatHtml.into(writer));
        writer.append('\n').flush();
    }

    private static DomContent embedded(ResultDocuments.Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream compressed = new BestGzip(bytes);
                InputStream in = document.open()) {
            in.transferTo(compressed);
        }
        return script(rawHtml(Base64.getEncoder().encodeToString(bytes.toByteArray())))
                .withType(ResultDocuments.EMBEDDED_TYPE);
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
