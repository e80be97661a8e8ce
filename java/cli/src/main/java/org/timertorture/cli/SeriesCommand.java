// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedSeries;
import org.timertorture.app.RaceRequest;
import org.timertorture.app.SeriesRequest;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelTree;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Plans;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.SeriesReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code series}. */
@Command(
        name = "series",
        description = {
            "Race one plan on each commit of a range, and show which cells changed at which commit. A is raced, too.",
            "The tree is only read: the commits are checked out in a clone in the cache, and built there with a small"
                    + " configuration. A commit that does not build or boot is a row, and the others still run."
        })
final class SeriesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The top of a git repository of the kernel.")
    private Path tree;

    @Parameters(index = "1", paramLabel = "A..B", description = "The commits after A, up to B, along first parents.")
    private String range;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "The name of a plan (see 'list plans') or a YAML file. Default: ${DEFAULT-VALUE}.",
            defaultValue = Plans.DEFAULT)
    private String plan;

    @Option(
            names = "--config-fragment",
            paramLabel = "FILE",
            description = "Further options for the small configuration, as lines of a .config.")
    private Path fragment;

    @Mixin
    private RacingOptions racing;

    @Mixin
    private VmOptions vm;

    private final Terminal terminal;

    SeriesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        racing.check();
        vm.check();
        vm.refuseKernel("a series, which builds its kernels");
        if (racing.json().isPresent() || racing.jsonToOut()) {
            throw new PlanException(
                    "--json cannot be used with a series: each of its runs has a result.json of its own");
        }
        SeriesRequest request = new SeriesRequest(
                new KernelTree(tree, Optional.ofNullable(fragment)),
                range,
                RaceRequest.plan(plan).with(racing.settings()).on(vm.machine(racing.acceleration())));
        if (racing.dryRun()) {
            List<String> commits = terminal.timertorture().commits(request);
            commits.forEach(terminal.out()::println);
            return ExitCode.OK.code();
        }
        FinishedSeries finished;
        try (TimedProgress progress = terminal.progress(racing.quiet())) {
            finished = terminal.timertorture().series(request, InterruptSignal.stops(new Control(progress)));
        }
        print(finished);
        return finished.exit().code();
    }

    private void print(FinishedSeries series) throws TimertortureException {
        PrintStream out = racing.outIsTaken() ? terminal.err() : terminal.out();
        new SeriesReport(out, racing.wide()).write(series.plan(), series.range(), series.rows(), series.exit());
        for (FormatFile format : racing.formats()) {
            if (format.toOut()) {
                series.writeAs(format.format(), terminal.out());
            } else {
                series.saveAs(format.format(), format.path());
            }
        }
        out.println();
        series.folders().forEach(folder -> out.println("results: " + folder));
    }
}
