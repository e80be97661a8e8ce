// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.util.List;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.matrix.MatrixRun;

/** Executes one run after another in this process. */
final class LocalLauncher extends MatrixLauncher {
    @Override
    void check() {}

    @Override
    void keep(MatrixFolder folder) {}

    @Override
    void launch(MatrixFolder folder, MatrixExecution execution, MatrixExecution.Racer racer)
            throws IOException, InterruptedException {
        List<MatrixRun> missing = folder.missing();
        MatrixProgress shown = new MatrixProgress(execution.control().progress(), missing.size());
        for (MatrixRun run : missing) {
            shown.next("run " + run.number() + " of " + folder.state().runs().size() + ", "
                    + run.row().kernel());
            execution.one(folder, run, racer, shown);
        }
    }
}
