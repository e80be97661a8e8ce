// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.matrix.MatrixState;
import org.timertorture.words.FileProblem;

/** A matrix whose folder this process holds until {@link #close}. */
public final class OpenMatrix implements AutoCloseable {
    private final Timertorture timertorture;
    private final MatrixFolder folder;
    private final MatrixLauncher launcher;
    private final Optional<PreparedMatrix> prepared;
    private final long begun;

    /**
     * @param prepared empty if the matrix is resumed, and its kernels are not checked yet
     * @param begun when the call began, by {@link System#nanoTime}
     */
    OpenMatrix(
            Timertorture timertorture,
            MatrixFolder folder,
            MatrixLauncher launcher,
            Optional<PreparedMatrix> prepared,
            long begun) {
        this.timertorture = timertorture;
        this.folder = folder;
        this.launcher = launcher;
        this.prepared = prepared;
        this.begun = begun;
    }

    /** Returns the folder of the whole matrix. */
    public Path folder() {
        return folder.path();
    }

    /** Returns the runs that are left. */
    public MatrixSchedule schedule() {
        MatrixState state = folder.state();
        return new MatrixSchedule(
                state.plan().name(), state.plan().seconds(), state.seed(), folder.missing(), List.of());
    }

    /**
     * Runs what is left by the launcher of the matrix, and saves each run as it ends. A run that fails does not end the
     * matrix.
     *
     * @return the matrix as far as it is done; it is incomplete if the call was ended early
     * @throws TimertortureException if the plan or a kernel changed since the matrix began, or results cannot be kept
     * @throws InterruptedException if the call is ended before the first run
     */
    public FinishedMatrix run(Control control, MatrixListener listener)
            throws TimertortureException, InterruptedException {
        MatrixExecution execution = new MatrixExecution(timertorture.workspace(), control, listener, begun);
        if (folder.missing().isEmpty()) {
            return execution.execute(folder, MatrixLauncher.local(), (run, into, progress) -> {
                throw new IllegalStateException("nothing is left to run");
            });
        }
        PreparedMatrix ready = prepared.isPresent() ? prepared.get() : resumed(control);
        return execution.execute(folder, launcher, (run, into, progress) -> {
            Optional<TimertortureException> failure =
                    ready.kernels().get(run.row().kernel()).failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            try (PreparedRun one = ready.run(run)) {
                return one.race(into, control, progress);
            }
        });
    }

    /**
     * Releases the folder.
     *
     * @throws EnvironmentException if the file system refuses that
     */
    @Override
    public void close() throws EnvironmentException {
        try {
            folder.close();
        } catch (IOException e) {
            throw new EnvironmentException("cannot release " + folder.path() + ": " + FileProblem.of(e), e);
        }
    }

    private PreparedMatrix resumed(Control control) throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            return new MatrixPreparation(
                            timertorture.workspace(), timertorture.kernels().store())
                    .resume(folder.state(), folder.path(), control.progress());
        } finally {
            control.endInterruptible();
        }
    }
}
