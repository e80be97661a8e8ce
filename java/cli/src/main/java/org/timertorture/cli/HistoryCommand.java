// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.plan.Plan;
import org.timertorture.plan.Plans;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.HistoryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code history}. */
@Command(
        name = "history",
        description =
                "Show the algorithms of twenty-five years of timer deletion, their costs here, and what ended each.")
final class HistoryCommand implements Callable<Integer> {
    private static final String PLAN = "history";

    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Surroundings surroundings;

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        vm.check();
        racing.check();
        Plan plan = Plans.load(PLAN);
        InterruptSignal signal = InterruptSignal.install();
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            try (Place place = VmPlace.prepare(surroundings, vm, racing.acceleration(), plan, progress)) {
                PlannedRun run = PlannedRun.of(plan, racing.settings(plan), place);
                run.refuseModelsThatCannotRun();
                if (racing.dryRun()) {
                    return new DryRun(surroundings.out()).print(run, place);
                }
                return new RunExecution(
                                surroundings,
                                racing,
                                signal,
                                progress,
                                (out, result) -> new HistoryReport(out, racing.wide()).write(result))
                        .execute(run, place);
            }
        }
    }
}
