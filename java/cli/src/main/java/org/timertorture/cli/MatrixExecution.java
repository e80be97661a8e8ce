// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.ResultFolder;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.progress.Progress;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.MatrixJsonReport;
import org.timertorture.report.MatrixTableReport;
import org.timertorture.words.FileProblem;

/** Runs what a matrix has left, one after another; whatever becomes of one run, the next is tried. */
final class MatrixExecution {
    private static final double NANOS = 1e9;

    private final Surroundings surroundings;
    private final RaceOptions options;
    private final TimedProgress progress;
    private final long begun;

    /**
     * An execution.
     *
     * @param begun when the command began, by {@link System#nanoTime}
     */
    MatrixExecution(Surroundings surroundings, RaceOptions options, TimedProgress progress, long begun) {
        this.surroundings = surroundings;
        this.options = options;
        this.progress = progress;
        this.begun = begun;
    }

    /** Runs one. */
    @FunctionalInterface
    interface Racer {
        /**
         * Runs it.
         *
         * @param into where its console goes
         * @throws InterruptedException if the whole is to end
         * @throws Exception if the run cannot be; the next one may
         */
        Race.Raced race(MatrixRun run, ResultFolder into, Progress progress) throws Exception;
    }

    private record Attempt(Optional<Race.Raced> raced, ExitCode exit, String reason) {}

    /** Returns the exit code. */
    int execute(MatrixFolder folder, Racer racer) throws EnvironmentException {
        boolean interrupted = false;
        try {
            double before = seconds(folder);
            List<MatrixRun> missing = folder.missing();
            MatrixProgress shown = new MatrixProgress(progress, missing.size());
            try {
                for (MatrixRun run : missing) {
                    shown.next("run " + run.number() + " of "
                            + folder.state().runs().size() + ", " + run.row().kernel());
                    one(folder, run, racer, shown);
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            progress.close();
            return report(folder, interrupted, before + (System.nanoTime() - begun) / NANOS);
        } catch (IOException e) {
            throw new EnvironmentException("cannot keep results in " + folder.path() + ": " + FileProblem.of(e), e);
        }
    }

    private void one(MatrixFolder folder, MatrixRun run, Racer racer, Progress shown)
            throws IOException, InterruptedException {
        ResultFolder into = folder.begin(run);
        String started = Instant.now().toString();
        long start = System.nanoTime();
        Attempt attempt;
        try {
            attempt = attempt(run, into, racer, shown);
        } catch (InterruptedException e) {
            folder.drop(run);
            throw e;
        }
        if (attempt.raced().isPresent()) {
            into.write(attempt.raced().get().result(), attempt.raced().get().console());
        }
        folder.done(
                run,
                new MatrixOutcome(
                        run.number(),
                        run.row().id(),
                        run.repeat(),
                        attempt.exit().code(),
                        attempt.reason(),
                        Files.exists(into.console()) ? folder.within(into.console()) : null,
                        started,
                        attempt.raced()
                                .flatMap(Race.Raced::boot)
                                .map(boot -> boot.toNanos() / NANOS)
                                .orElse(null),
                        (System.nanoTime() - start) / NANOS));
    }

    private Attempt attempt(MatrixRun run, ResultFolder into, Racer racer, Progress shown) throws InterruptedException {
        try {
            Race.Raced raced = racer.race(run, into, shown);
            ExitCode exit = ExitCode.of(raced.result().exit());
            if (exit == ExitCode.INTERRUPTED) {
                throw new InterruptedException("the run was interrupted, and is not done");
            }
            return new Attempt(Optional.of(raced), exit, null);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // of this run alone, a bug of ours in it included
            ExitCode exit = Failures.codeOf(e);
            if (exit == ExitCode.INTERNAL && !(e instanceof BuildFailedException)) {
                e.printStackTrace(surroundings.err());
            }
            String reason = exit == ExitCode.INTERNAL && !(e instanceof BuildFailedException)
                    ? "a bug in timertorture; its stack trace is on standard error"
                    : e.getMessage();
            // The outcome itself says where the console is; without it the same reason reads the same in every repeat.
            return new Attempt(Optional.empty(), exit, reason.replace("; see " + into.console(), ""));
        }
    }

    /** Of the runs that are done. */
    private static double seconds(MatrixFolder folder) throws IOException {
        double sum = 0;
        for (MatrixRun run : folder.state().runs()) {
            sum += folder.outcome(run).map(MatrixOutcome::wallSeconds).orElse(0.0);
        }
        return sum;
    }

    private int report(MatrixFolder folder, boolean interrupted, double wallSeconds) throws IOException {
        MatrixGrid grid = folder.grid();
        List<ExitCode> exits = new ArrayList<>(List.of(grid.exit()));
        if (interrupted) {
            exits.add(ExitCode.INTERRUPTED);
        }
        ExitCode exit = ExitCode.first(exits);
        PrintStream out = options.jsonToOut() ? surroundings.err() : surroundings.out();
        new MatrixTableReport(out, options.wide()).write(folder.state(), grid, exit, wallSeconds);
        MatrixJsonReport json = new MatrixJsonReport(folder);
        List<Path> files = new ArrayList<>(List.of(folder.json()));
        options.json().ifPresent(files::add);
        for (Path file : files) {
            json.write(exit.code(), wallSeconds, file);
            surroundings.ownership().give(file);
        }
        if (options.jsonToOut()) {
            json.write(exit.code(), wallSeconds, surroundings.out());
        }
        out.println();
        out.println("results: " + folder.path());
        if (interrupted) {
            out.println("go on with: timertorture matrix --resume " + folder.path());
        }
        return exit.code();
    }
}
