// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.plan.Cell;
import org.timertorture.plan.OracleCells;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.SelftestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code selftest}. */
@Command(
        name = "selftest",
        description = "Check in one boot that every planted defect is caught and that no native call is accused.")
final class SelftestCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Surroundings surroundings;

    SelftestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        vm.check();
        racing.check();
        InterruptSignal signal = InterruptSignal.install();
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            KernelEntry kernel = VmPlace.kernel(surroundings.store(), vm.kernel(), progress);
            Plan plan = OracleCells.selftest(kernel.manifest().catalogue());
            try (Place place = new VmPlace(surroundings, kernel, vm.shape(plan), racing.acceleration())) {
                PlannedRun run = PlannedRun.of(plan, racing.settings(plan), place);
                refuseGaps(run.cells());
                if (racing.dryRun()) {
                    return new DryRun(surroundings.out()).print(run, place);
                }
                return new RunExecution(
                                surroundings,
                                racing,
                                signal,
                                progress,
                                (out, result) -> new SelftestReport(out, racing.wide()).write(result))
                        .execute(run, place);
            }
        }
    }

    /** A planted defect that is not raced would not be missed by anybody. */
    private static void refuseGaps(List<Cell> cells) throws PlanException {
        for (Cell cell : cells) {
            if (cell.primitive().broken() && !cell.runs()) {
                throw new PlanException("a selftest must race all planted defects, but it cannot race " + cell.id()
                        + ": " + cell.skip().orElseThrow());
            }
        }
    }
}
