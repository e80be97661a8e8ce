// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.format.Format;
import org.timertorture.format.Suite;
import org.timertorture.host.WholeFile;
import org.timertorture.series.SeriesRow;
import org.timertorture.words.FileProblem;

/**
 * A series as far as it is done.
 *
 * @param plan the name of the plan
 * @param range the range of commits
 * @param rows what became of each commit, the oldest first
 * @param folders the folders with the results, in the order of the rows that have one
 * @param interrupted whether commits are left because the call was ended early
 * @param ownership whom new files are given to
 */
public record FinishedSeries(
        String plan, String range, List<SeriesRow> rows, List<Path> folders, boolean interrupted, Ownership ownership) {
    public FinishedSeries {
        rows = List.copyOf(rows);
        folders = List.copyOf(folders);
    }

    /** Returns the exit code that the command line has for the whole: that of the worst commit. */
    public ExitCode exit() {
        List<ExitCode> exits =
                new ArrayList<>(rows.stream().map(SeriesRow::exit).toList());
        if (interrupted) {
            exits.add(ExitCode.INTERRUPTED);
        }
        return ExitCode.first(exits);
    }

    /**
     * Writes all results to a stream in a format that other tools read, and leaves the stream open.
     *
     * @throws EnvironmentException if they cannot be written
     */
    public void writeAs(Format format, OutputStream out) throws EnvironmentException {
        try {
            format.write(suites(), out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes all results to a file in a format that other tools read. The file appears whole or not at all.
     *
     * @throws EnvironmentException if they cannot be written
     */
    public void saveAs(Format format, Path file) throws EnvironmentException {
        try {
            WholeFile.write(file, out -> format.write(suites(), out));
            ownership.give(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private List<Suite> suites() {
        return rows.stream()
                .map(row -> {
                    String title = plan + " on " + row.commit() + " " + row.subject();
                    return row.result()
                            .map(result -> Suite.of(title, result))
                            .orElseGet(() -> Suite.without(title, plan, row.reason()));
                })
                .toList();
    }

    private static EnvironmentException unwritable(IOException e) {
        return new EnvironmentException("cannot write the results: " + FileProblem.of(e), e);
    }
}
