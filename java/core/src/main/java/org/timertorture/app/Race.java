// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.archive.ResultFolder;
import org.timertorture.plan.Cell;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.result.RunResult;
import org.timertorture.run.RunRequest;
import org.timertorture.run.Runner;
import org.timertorture.session.Session;
import org.timertorture.session.Target;
import org.timertorture.session.TargetException;

/** Brings a target up and runs cells on it. A kernel that died or never came up is a result, too. */
final class Race {
    private final Control control;
    private final Progress progress;

    Race(Control control, Progress progress) {
        this.control = control;
        this.progress = progress;
    }

    /**
     * Runs them. A stop before the target is up throws; after that it ends the run in order.
     *
     * @param folder where the console goes
     * @throws TargetException if the environment lacks something
     */
    FinishedRun run(RunRequest request, List<Cell> cells, Testbed testbed, ResultFolder folder, Workspace workspace)
            throws TargetException, PlanException, InterruptedException {
        control.beginInterruptible();
        Target target = testbed.target(folder.path());
        Runner runner = new Runner(request, control.interruption(), progress, folder::keep);
        long begun = System.nanoTime();
        try (Session session = target.open(progress)) {
            control.endInterruptible();
            Duration boot = Duration.ofNanos(System.nanoTime() - begun);
            RunResult result = runner.run(session, cells);
            return new FinishedRun(result, session.console(), Optional.of(boot), folder, workspace.ownership());
        } catch (TargetException e) {
            if (e.ending().isEmpty()) {
                throw e;
            }
            RunResult result = runner.neverStarted(cells, e.ending().get(), testbed.startup());
            return new FinishedRun(
                    result, Optional.of(folder.console()), Optional.empty(), folder, workspace.ownership());
        } finally {
            // The result is going to be written, which must not be interrupted.
            control.endInterruptible();
        }
    }
}
