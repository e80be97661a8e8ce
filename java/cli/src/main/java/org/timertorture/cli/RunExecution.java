// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.JsonReport;
import org.timertorture.report.ResultFolder;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import org.timertorture.run.Runner;
import org.timertorture.target.Session;
import org.timertorture.target.Target;
import org.timertorture.target.TargetException;

/** Brings the target up, runs the plan, and writes what comes, also of a kernel that died or never came up. */
final class RunExecution {
    private final Surroundings surroundings;
    private final RunOptions options;
    private final InterruptSignal signal;
    private final TimedProgress progress;

    RunExecution(Surroundings surroundings, RunOptions options, InterruptSignal signal, TimedProgress progress) {
        this.surroundings = surroundings;
        this.options = options;
        this.signal = signal;
        this.progress = progress;
    }

    /** Returns the exit code. */
    int execute(PlannedRun run, Place place) throws Exception {
        ResultFolder folder = folder(run);
        Target target = place.target(folder.path());
        Runner runner = new Runner(run.request(), signal.interruption(), progress);
        Outcome outcome;
        try {
            outcome = race(run, runner, target);
        } catch (TargetException e) {
            if (e.ending().isEmpty()) {
                folder.dropIfEmpty();
                throw e;
            }
            RunResult result =
                    runner.neverStarted(run.cells(), e.ending().get(), place.command(), place.acceleration());
            outcome = new Outcome(result, Optional.of(folder.console()));
        } catch (InterruptedException e) {
            folder.dropIfEmpty();
            throw e;
        }
        progress.close();
        report(outcome, folder);
        return outcome.result().exit();
    }

    private record Outcome(RunResult result, Optional<Path> console) {}

    private Outcome race(PlannedRun run, Runner runner, Target target)
            throws TargetException, PlanException, InterruptedException {
        try (Session session = target.open(progress)) {
            signal.noted();
            return new Outcome(runner.run(session, run.cells()), session.console());
        }
    }

    private ResultFolder folder(PlannedRun run) throws EnvironmentException {
        Path root = surroundings.results();
        try {
            return ResultFolder.make(root, Instant.now(), run.request().plan().name(), surroundings.ownership());
        } catch (IOException e) {
            throw new EnvironmentException("cannot make a folder for the results in " + root + ": " + e, e);
        }
    }

    private void report(Outcome outcome, ResultFolder folder) throws EnvironmentException {
        RunResult result = outcome.result();
        PrintStream out = options.jsonToOut() ? surroundings.err() : surroundings.out();
        new TableReport(out, options.wide()).write(result);
        try {
            folder.write(result, outcome.console());
            if (options.json().isPresent()) {
                new JsonReport().write(result, options.json().get());
                surroundings.ownership().give(options.json().get());
            } else if (options.jsonToOut()) {
                new JsonReport().write(result, surroundings.out());
            }
        } catch (IOException e) {
            throw new EnvironmentException("cannot write the result: " + e, e);
        }
        out.println();
        out.println("results: " + folder.path());
    }
}
