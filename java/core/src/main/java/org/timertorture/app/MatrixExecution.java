// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.progress.Progress;
import org.timertorture.words.FileProblem;

/** Runs what a matrix has left; whatever becomes of one run, the next is tried. */
final class MatrixExecution {
    private static final double NANOS = 1e9;

    private final Workspace workspace;
    private final Control control;
    private final MatrixListener listener;
    private final long begun;

    /**
     * @param begun when the call began, by {@link System#nanoTime}
     */
    MatrixExecution(Workspace workspace, Control control, MatrixListener listener, long begun) {
        this.workspace = workspace;
        this.control = control;
        this.listener = listener;
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
        FinishedRun race(MatrixRun run, ResultFolder into, Progress progress) throws Exception;
    }

    private record Attempt(Optional<FinishedRun> raced, ExitCode exit, String reason) {}

    Workspace workspace() {
        return workspace;
    }

    Control control() {
        return control;
    }

    MatrixListener listener() {
        return listener;
    }

    /** Has them run and returns all that is done. */
    FinishedMatrix execute(MatrixFolder folder, MatrixLauncher launcher, Racer racer) throws TimertortureException {
        boolean interrupted = false;
        try {
            double before = seconds(folder);
            try {
                launcher.launch(folder, this, racer);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            return finished(folder, interrupted, before + (System.nanoTime() - begun) / NANOS);
        } catch (IOException e) {
            throw new EnvironmentException("cannot keep results in " + folder.path() + ": " + FileProblem.of(e), e);
        }
    }

    /** Runs one in this process, and saves it. */
    void one(MatrixFolder folder, MatrixRun run, Racer racer, Progress shown) throws IOException, InterruptedException {
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
            attempt.raced().get().write();
        }
        MatrixOutcome outcome = new MatrixOutcome(
                run.number(),
                run.row().id(),
                run.repeat(),
                attempt.exit().code(),
                attempt.reason(),
                Files.exists(into.console()) ? folder.within(into.console()) : null,
                started,
                attempt.raced()
                        .flatMap(FinishedRun::boot)
                        .map(boot -> boot.toNanos() / NANOS)
                        .orElse(null),
                (System.nanoTime() - start) / NANOS);
        folder.done(run, outcome);
        listener.finished(run, outcome);
    }

    private Attempt attempt(MatrixRun run, ResultFolder into, Racer racer, Progress shown) throws InterruptedException {
        try {
            FinishedRun raced = racer.race(run, into, shown);
            if (raced.exit() == ExitCode.INTERRUPTED) {
                throw new InterruptedException("the run was interrupted, and is not done");
            }
            return new Attempt(Optional.of(raced), raced.exit(), null);
        } catch (InterruptedException e) {
            throw e;
        } catch (TimertortureException e) {
            // The outcome itself says where the console is; without it the same reason reads the same in every repeat.
            return new Attempt(Optional.empty(), e.exitCode(), e.reason());
        } catch (Exception e) { // A bug ends this run alone.
            listener.bug(run, e);
            return new Attempt(
                    Optional.empty(), ExitCode.INTERNAL, "a bug in timertorture; its stack trace is on standard error");
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

    private FinishedMatrix finished(MatrixFolder folder, boolean interrupted, double wallSeconds) throws IOException {
        MatrixGrid grid = folder.grid();
        List<ExitCode> exits = new ArrayList<>(List.of(grid.exit()));
        if (interrupted) {
            exits.add(ExitCode.INTERRUPTED);
        }
        return new FinishedMatrix(folder, workspace.ownership(), grid, ExitCode.first(exits), interrupted, wallSeconds);
    }
}
