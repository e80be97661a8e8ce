// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.exit.TimertortureException;
import org.timertorture.slurm.Slurm;
import org.timertorture.slurm.SlurmQueue;

/** Has the runs of a matrix executed. A run is done when its outcome is in the folder of the matrix. */
public abstract sealed class MatrixLauncher permits LocalLauncher, SlurmLauncher {
    MatrixLauncher() {}

    /** Returns the launcher that executes one run after another in this process. */
    public static MatrixLauncher local() {
        return new LocalLauncher();
    }

    /** Returns the launcher that submits the runs to Slurm, each as a task with a node of its own. */
    public static MatrixLauncher slurm(SlurmQueue queue) {
        return new SlurmLauncher(new Slurm(), queue);
    }

    /** Returns the launcher that a matrix was begun with. */
    static MatrixLauncher of(MatrixFolder folder) throws IOException {
        return folder.queue().map(MatrixLauncher::slurm).orElseGet(MatrixLauncher::local);
    }

    /**
     * Checks what can be known before there is a matrix.
     *
     * @throws TimertortureException if runs cannot be executed in this way
     */
    abstract void check() throws TimertortureException, InterruptedException;

    /** Writes into the folder what {@link #of} needs. */
    abstract void keep(MatrixFolder folder) throws IOException;

    /**
     * Has all executed that the folder misses.
     *
     * @param execution executes one run in this process
     * @throws InterruptedException if the matrix is ended early
     */
    abstract void launch(MatrixFolder folder, MatrixExecution execution, MatrixExecution.Racer racer)
            throws IOException, TimertortureException, InterruptedException;
}
