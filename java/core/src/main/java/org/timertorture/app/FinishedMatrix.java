// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.format.Format;
import org.timertorture.format.Suite;
import org.timertorture.host.WholeFile;
import org.timertorture.json.MatrixWriter;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixState;
import org.timertorture.words.FileProblem;

/** A matrix as far as it is done, and all its results. */
public final class FinishedMatrix {
    private final MatrixFolder folder;
    private final Ownership ownership;
    private final MatrixGrid grid;
    private final ExitCode exit;
    private final boolean interrupted;
    private final double wallSeconds;

    /**
     * Creates the outcome of a matrix.
     *
     * @param folder where all that is done is saved
     * @param ownership whom new files are given to
     * @param grid the results as rows and columns
     * @param exit the exit code that the command line has for the whole
     * @param interrupted whether runs are left because the call was ended early
     * @param wallSeconds how long all runs took, in seconds
     */
    public FinishedMatrix(
            MatrixFolder folder,
            Ownership ownership,
            MatrixGrid grid,
            ExitCode exit,
            boolean interrupted,
            double wallSeconds) {
        this.folder = folder;
        this.ownership = ownership;
        this.grid = grid;
        this.exit = exit;
        this.interrupted = interrupted;
        this.wallSeconds = wallSeconds;
    }

    /** Returns what the matrix was to run. */
    public MatrixState state() {
        return folder.state();
    }

    /** Returns the results as rows and columns. */
    public MatrixGrid grid() {
        return grid;
    }

    /** Returns the exit code that the command line has for the whole. */
    public ExitCode exit() {
        return exit;
    }

    /** Returns whether runs are left because the call was ended early. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Returns how long all runs took, those before the matrix was resumed included, in seconds. */
    public double wallSeconds() {
        return wallSeconds;
    }

    /** Returns the folder of the whole matrix. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Writes all results to {@code result.json} in the folder.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void save() throws EnvironmentException {
        saveTo(folder.json());
    }

    /**
     * Writes all results as JSON to another file, which appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveTo(Path file) throws EnvironmentException {
        try {
            new MatrixWriter(folder).write(exit.code(), wallSeconds, file);
            ownership.give(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the result to a stream in a format that other tools read, and leaves the stream open.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void writeAs(Format format, OutputStream out) throws EnvironmentException {
        try {
            format.write(folder.suites(), out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes all results to a file in a format that other tools read. The file appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveAs(Format format, Path file) throws EnvironmentException {
        try {
            List<Suite> suites = folder.suites();
            WholeFile.write(file, out -> format.write(suites, out));
            ownership.give(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes all results as JSON to a stream, and leaves the stream open.
     *
     * @throws EnvironmentException if they cannot be written
     */
    public void writeTo(OutputStream out) throws EnvironmentException {
        try {
            new MatrixWriter(folder).write(exit.code(), wallSeconds, out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private EnvironmentException unwritable(IOException e) {
        return new EnvironmentException("cannot keep results in " + folder.path() + ": " + FileProblem.of(e), e);
    }
}
