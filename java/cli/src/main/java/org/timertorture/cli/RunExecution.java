// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.JsonReport;
import org.timertorture.result.RunResult;
import org.timertorture.session.TargetException;
import org.timertorture.words.FileProblem;

/** Runs a plan once, and writes what comes. */
final class RunExecution {
    private final Surroundings surroundings;
    private final RacingOptions options;
    private final InterruptSignal signal;
    private final TimedProgress progress;
    private final BiConsumer<PrintStream, RunResult> report;

    /**
     * @param report prints the result for a person
     */
    RunExecution(
            Surroundings surroundings,
            RacingOptions options,
            InterruptSignal signal,
            TimedProgress progress,
            BiConsumer<PrintStream, RunResult> report) {
        this.surroundings = surroundings;
        this.options = options;
        this.signal = signal;
        this.progress = progress;
        this.report = report;
    }

    /** Returns the exit code. */
    int execute(PlannedRun run, Place place) throws Exception {
        ResultFolder folder = folder(run);
        Race.Raced raced;
        try {
            raced = new Race(signal, progress).run(run, place, folder);
        } catch (TargetException | InterruptedException e) {
            folder.dropIfEmpty();
            throw e;
        }
        progress.close();
        report(raced, folder);
        return raced.result().exit();
    }

    private ResultFolder folder(PlannedRun run) throws EnvironmentException {
        Path root = surroundings.results();
        try {
            return ResultFolder.make(root, Instant.now(), run.request().plan().name(), surroundings.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + root + ": " + FileProblem.of(e), e);
        }
    }

    private void report(Race.Raced raced, ResultFolder folder) throws EnvironmentException {
        RunResult result = raced.result();
        PrintStream out = options.jsonToOut() ? surroundings.err() : surroundings.out();
        report.accept(out, result);
        try {
            folder.write(result, raced.console());
            if (options.json().isPresent()) {
                new JsonReport().write(result, options.json().get());
                surroundings.ownership().give(options.json().get());
            } else if (options.jsonToOut()) {
                new JsonReport().write(result, surroundings.out());
            }
        } catch (IOException e) {
            throw new EnvironmentException("cannot write the result: " + FileProblem.of(e), e);
        }
        out.println();
        out.println("results: " + folder.path());
    }
}
