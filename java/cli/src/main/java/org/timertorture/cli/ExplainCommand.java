// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.RaceRequest;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.explain.Explanation;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.ExplanationReport;
import org.timertorture.report.TableReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}. */
@Command(
        name = "explain",
        description = {
            "Explain a rule, a known finding or a scenario: what is promised, how it breaks, and who must do what to be"
                    + " safe.",
            "'explain teardown' says which call a driver needs before it frees a timer."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description =
                    "A rule, a known finding, a scenario, or teardown (see 'list scenarios' and 'list findings').")
    private String name;

    @Option(names = "--run", description = "Race the cells that show it, and print what they measured.")
    private boolean run;

    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        vm.check();
        racing.check();
        Explanation explanation = explanation();
        if (!run) {
            new ExplanationReport(terminal.out()).write(explanation);
            return ExitCode.OK.code();
        }
        if (explanation.plan().isEmpty()) {
            throw new PlanException("--run: no plan of its own shows " + name
                    + explanation.command().map(c -> "; try timertorture " + c).orElse(""));
        }
        RaceRequest request = RaceRequest.of(explanation.plan().get())
                .on(vm.machine(racing.acceleration()))
                .with(racing.settings());
        return new RacingCall(terminal, racing).execute(request, (out, result) -> {
            new ExplanationReport(out).write(explanation, result);
            new TableReport(out, racing.wide(), terminal.emphasis(racing.color())).write(result);
        });
    }

    private Explanation explanation() throws TimertortureException, InterruptedException {
        try (TimedProgress progress = terminal.progress(racing.quiet())) {
            Control control = InterruptSignal.stops(new Control(progress));
            Optional<String> kernel = vm.machine(racing.acceleration()).kernel();
            return terminal.timertorture().explain(name, kernel, control);
        }
    }
}
