// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A format that other tools read. */
public enum Format {
    /** The kernel's test protocol, as {@code kunit.py parse} reads it. */
    KTAP(new KtapWriter()),
    /** The XML reports of Ant's JUnit task, as Jenkins and GitLab read them. */
    JUNIT(new JUnitXmlWriter()),
    /** One row for each cell, with a header (RFC 4180). */
    CSV(new CsvWriter()),
    /** HdrHistogram's interval log, with one tag for each cell and outcome; values are in ns. */
    HLOG(new HlogWriter()),
    /** The JSON of the Java Microbenchmark Harness, in sample mode; scores are in ns. */
    JMH(new JmhWriter()),
    /** A report for KCIDB, the database of KernelCI. */
    KCIDB(new KcidbWriter());

    /** Writes runs in one format. */
    interface Writer {
        /** Writes the runs as UTF-8, and leaves the stream open. */
        void write(List<Suite> suites, OutputStream out) throws IOException;
    }

    private final Writer writer;

    Format(Writer writer) {
        this.writer = writer;
    }

    /** Returns the name that the command line uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the format that the command line calls so; empty if there is none. */
    public static Optional<Format> named(String label) {
        return Stream.of(values()).filter(f -> f.label().equals(label)).findFirst();
    }

    /**
     * Writes runs. The stream stays open.
     *
     * @param suites one run, or all runs of a matrix in their order
     * @param out receives UTF-8
     */
    public void write(List<Suite> suites, OutputStream out) throws IOException {
        writer.write(suites, out);
        out.flush();
    }
}
