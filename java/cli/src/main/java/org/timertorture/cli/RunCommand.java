// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.timertorture.plan.Plan;
import org.timertorture.plan.Plans;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(name = "run", description = "Run a plan and judge its result.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private final Surroundings surroundings;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private void print(PrintStream out, RunResult result) {
        new TableReport(out, options.race().wide()).write(result);
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        Plan plan = Plans.load(options.race().plan());
        InterruptSignal signal = InterruptSignal.install();
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            Place place = options.local()
                    ? LocalPlace.open(progress)
                    : VmPlace.prepare(surroundings, options.vm(), options.race().acceleration(), plan, progress);
            try (place) {
                Plan asked = options.remoteNs().isEmpty()
                        ? plan
                        : plan.withRemoteNs(options.remoteNs().get(), place.catalogue());
                PlannedRun run = PlannedRun.of(asked, options.race().settings(plan), place);
                run.mustHaveSomethingToRun();
                run.refuseModelsThatCannotRun();
                if (options.race().dryRun()) {
                    return new DryRun(surroundings.out()).print(run, place);
                }
                return new RunExecution(surroundings, options.race(), signal, progress, this::print)
                        .execute(run, place);
            }
        }
    }
}
