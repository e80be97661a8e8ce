// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.timertorture.compare.Comparison;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.format.ComparisonCsv;
import org.timertorture.host.WholeFile;
import org.timertorture.html.Page;
import org.timertorture.json.ComparisonWriter;
import org.timertorture.words.FileProblem;

/** A comparison that was made. */
public final class FinishedComparison {
    private final Comparison comparison;

    FinishedComparison(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Returns the comparison. */
    public Comparison comparison() {
        return comparison;
    }

    /** Returns the exit code that the command line has for this comparison. */
    public ExitCode exit() {
        return comparison.exit();
    }

    /**
     * Writes the comparison as JSON, and leaves the stream open.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void writeJson(OutputStream out) throws EnvironmentException {
        write(o -> new ComparisonWriter().write(comparison, o), out);
    }

    /**
     * Writes the comparison as CSV, and leaves the stream open.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void writeCsv(OutputStream out) throws EnvironmentException {
        write(o -> ComparisonCsv.write(comparison, o), out);
    }

    /**
     * Writes the comparison as JSON to a file, which appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveJson(Path file) throws EnvironmentException {
        save(o -> new ComparisonWriter().write(comparison, o), file);
    }

    /**
     * Writes the comparison as CSV to a file, which appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveCsv(Path file) throws EnvironmentException {
        save(o -> ComparisonCsv.write(comparison, o), file);
    }

    /**
     * Writes the comparison as an HTML page, which appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveHtml(Path file) throws EnvironmentException {
        save(o -> Page.ofComparison(comparison, o), file);
    }

    private static void write(WholeFile.Content content, OutputStream out) throws EnvironmentException {
        try {
            content.write(out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static void save(WholeFile.Content content, Path file) throws EnvironmentException {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static EnvironmentException unwritable(IOException e) {
        return new EnvironmentException("cannot write the comparison: " + FileProblem.of(e), e);
    }
}
