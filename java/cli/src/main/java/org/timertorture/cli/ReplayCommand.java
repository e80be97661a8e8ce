// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay}. */
@Command(
        name = "replay",
        description = {
            "Reproduce a known finding with the smallest plan for it. The exit code is 1 if it does not occur.",
            "Default kernel: the newest one of the store that has the finding."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The finding's name (see 'list findings').")
    private String id;

    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Surroundings surroundings;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        KnownFinding finding = KnownFindings.committed().find(id);
        vm.check();
        racing.check();
        InterruptSignal signal = InterruptSignal.install();
        try (TimedProgress progress = surroundings.progress()) {
            signal.interruptible();
            KernelEntry kernel = kernel(finding, progress);
            try (Place place = new VmPlace(surroundings, kernel, vm.shape(finding.replay()), racing.acceleration())) {
                PlannedRun run = PlannedRun.of(finding.replay(), racing.settings(finding.replay()), place);
                if (racing.dryRun()) {
                    return new DryRun(surroundings.out()).print(run, place);
                }
                return new RunExecution(
                                surroundings, racing, signal, progress, (out, result) -> print(out, result, finding))
                        .execute(run, place);
            }
        }
    }

    private KernelEntry kernel(KnownFinding finding, Progress progress) throws Exception {
        Optional<String> named = vm.kernel();
        if (named.isEmpty()) {
            named = surroundings.store().list().stream()
                    .map(KernelEntry::release)
                    .filter(finding.kernels()::holds)
                    .reduce((older, newer) -> newer);
            if (named.isEmpty()) {
                throw new EnvironmentException(
                        "the store has no kernel " + finding.kernels() + ", of which " + finding.id()
                                + " is; fetch one, as by: timertorture kernel fetch bookworm-backports",
                        null);
            }
        }
        KernelEntry kernel = VmPlace.kernel(surroundings.store(), named, progress);
        if (!finding.kernels().holds(kernel.release())) {
            throw new PlanException(finding.id() + " is a finding of kernels " + finding.kernels() + "; "
                    + kernel.release() + " is none");
        }
        return kernel;
    }

    private void print(PrintStream out, RunResult result, KnownFinding finding) {
        new TableReport(out, racing.wide()).write(result);
        out.println();
        out.println(finding.id() + ":");
        finding.explanation().lines().forEach(line -> out.println(("  " + line).stripTrailing()));
    }
}
