// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.BisectAnswer;
import org.timertorture.app.Control;
import org.timertorture.app.RaceRequest;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelTree;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.TableReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(
        name = "run",
        description = "Run a plan and judge its result.",
        footerHeading = "%nExit codes with --bisect:%n",
        footer = {
            "    0  good: no promise was broken",
            "    1  bad: a promise was broken, or the kernel crashed or hung while it raced",
            "  125  cannot tell: the commit does not build or boot, or the run is untrusted or incomplete",
            "  130  interrupted; ends the bisection",
            "  255  wrong usage, a machine that lacks something, or a bug; ends the bisection"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        RaceRequest request = options.request();
        Optional<KernelTree> tree = options.tree();
        if (tree.isPresent() && options.race().dryRun()) {
            terminal.out()
                    .println("builds " + tree.get().folder() + " and runs plan "
                            + options.race().plan() + " on it");
            return ExitCode.OK.code();
        }
        if (tree.isPresent()) {
            request = options.requestOn(build(tree.get()).name());
        }
        return new RacingCall(terminal, options.race())
                .execute(
                        request,
                        (out, result) -> new TableReport(
                                        out,
                                        options.race().wide(),
                                        terminal.emphasis(options.race().color()))
                                .write(result),
                        (run, code) -> options.bisects()
                                ? BisectAnswer.of(code, run.result().ending()).exit()
                                : code.code());
    }

    private KernelEntry build(KernelTree tree) throws TimertortureException, InterruptedException {
        try (TimedProgress progress = terminal.progress(options.race().quiet())) {
            Control control = InterruptSignal.stops(new Control(progress));
            return terminal.timertorture().kernels().build(tree, control);
        }
    }
}
