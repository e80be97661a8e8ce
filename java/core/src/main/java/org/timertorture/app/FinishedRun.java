// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.archive.Ownership;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.format.Format;
import org.timertorture.format.Suite;
import org.timertorture.host.WholeFile;
import org.timertorture.json.ResultWriter;
import org.timertorture.result.RunResult;
import org.timertorture.words.FileProblem;

/** A run that is over, and its result. */
public final class FinishedRun {
    private final RunResult result;
    private final Optional<Path> console;
    private final Optional<Duration> boot;
    private final ResultFolder folder;
    private final Ownership ownership;

    FinishedRun(
            RunResult result,
            Optional<Path> console,
            Optional<Duration> boot,
            ResultFolder folder,
            Ownership ownership) {
        this.result = result;
        this.console = console;
        this.boot = boot;
        this.folder = folder;
        this.ownership = ownership;
    }

    /** Returns the result. */
    public RunResult result() {
        return result;
    }

    /** Returns the exit code that the command line has for this result. */
    public ExitCode exit() {
        return ExitCode.of(result.exit());
    }

    /** Returns the time until the target was up; absent if it never was. */
    public Optional<Duration> boot() {
        return boot;
    }

    /** Returns the folder that belongs to this run; the console is in it, and the result once it is saved. */
    public Path folder() {
        return folder.path();
    }

    /**
     * Writes the result to {@code result.json} in the folder.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void save() throws EnvironmentException {
        try {
            write();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Does the same, for callers that name a folder with several runs when it fails. */
    void write() throws IOException {
        folder.write(result, console);
    }

    /**
     * Writes the result as JSON to another file, which appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveTo(Path file) throws EnvironmentException {
        try {
            new ResultWriter().write(result, file);
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
            format.write(List.of(Suite.of(result)), out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the result to a file in a format that other tools read. The file appears whole or not at all.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void saveAs(Format format, Path file) throws EnvironmentException {
        try {
            WholeFile.write(file, out -> format.write(List.of(Suite.of(result)), out));
            ownership.give(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes the result as JSON to a stream, and leaves the stream open.
     *
     * @throws EnvironmentException if it cannot be written
     */
    public void writeTo(OutputStream out) throws EnvironmentException {
        try {
            new ResultWriter().write(result, out);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static EnvironmentException unwritable(IOException e) {
        return new EnvironmentException("cannot write the result: " + FileProblem.of(e), e);
    }
}
