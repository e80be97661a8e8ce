// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.timertorture.archive.ResultFolder;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.result.RunResult;
import org.timertorture.run.Runner;
import org.timertorture.session.Session;
import org.timertorture.session.Target;
import org.timertorture.session.TargetException;

/** Brings a target up and runs a plan on it; a kernel that died or never came up is a result, too. */
final class Race {
    private final InterruptSignal signal;
    private final Progress progress;

    Race(InterruptSignal signal, Progress progress) {
        this.signal = signal;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param console the kernel's, if there is one
     * @param boot until the target was up; absent if it never was
     */
    record Raced(RunResult result, Optional<Path> console, Optional<Duration> boot) {}

    /**
     * Runs it. A signal before the target is up throws; after that it ends the run in order.
     *
     * @param folder where the console goes
     * @throws TargetException if the environment lacks something
     */
    Raced run(PlannedRun run, Place place, ResultFolder folder)
            throws TargetException, PlanException, InterruptedException {
        signal.interruptible();
        Target target = place.target(folder.path());
        Runner runner = new Runner(run.request(), signal.interruption(), progress);
        long begun = System.nanoTime();
        try (Session session = target.open(progress)) {
            signal.noted();
            Duration boot = Duration.ofNanos(System.nanoTime() - begun);
            return new Raced(runner.run(session, run.cells()), session.console(), Optional.of(boot));
        } catch (TargetException e) {
            if (e.ending().isEmpty()) {
                throw e;
            }
            RunResult result =
                    runner.neverStarted(run.cells(), e.ending().get(), place.command(), place.acceleration());
            return new Raced(result, Optional.of(folder.console()), Optional.empty());
        } finally {
            // What comes is written: that must not be interrupted.
            signal.noted();
        }
    }
}
