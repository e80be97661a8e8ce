// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntBiFunction;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedRun;
import org.timertorture.app.PreparedRun;
import org.timertorture.app.RaceRequest;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.result.RunResult;

/** Makes one run for a command and prints it: the steps that run, selftest, history and replay share. */
final class RacingCall {
    private final Terminal terminal;
    private final RacingOptions options;

    RacingCall(Terminal terminal, RacingOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /**
     * Runs the request, or only shows it if the options say so.
     *
     * @param report prints the result for a person
     * @return the exit code
     */
    int execute(RaceRequest request, BiConsumer<PrintStream, RunResult> report)
            throws TimertortureException, InterruptedException {
        return execute(request, report, (run, code) -> code.code());
    }

    /**
     * Does the same with other exit codes.
     *
     * @param exit the exit code, from the finished run and its ordinary exit code
     */
    int execute(
            RaceRequest request, BiConsumer<PrintStream, RunResult> report, ToIntBiFunction<FinishedRun, ExitCode> exit)
            throws TimertortureException, InterruptedException {
        Optional<FinishedRun> finished;
        try (TimedProgress progress = terminal.progress(options.quiet())) {
            finished = race(request, InterruptSignal.stops(new Control(progress)));
        }
        if (finished.isEmpty()) {
            return ExitCode.OK.code();
        }
        return exit.applyAsInt(finished.get(), print(finished.get(), report));
    }

    /** Returns nothing for a dry run. */
    private Optional<FinishedRun> race(RaceRequest request, Control control)
            throws TimertortureException, InterruptedException {
        try (PreparedRun run = terminal.timertorture().prepare(request, control)) {
            if (options.dryRun()) {
                new DryRun(terminal.out()).print(run.schedule());
                return Optional.empty();
            }
            run.warnings().forEach(terminal::say);
            return Optional.of(run.run(control));
        }
    }

    /** Prints first, so that a full disk does not lose the result. Returns the exit code. */
    private ExitCode print(FinishedRun finished, BiConsumer<PrintStream, RunResult> report)
            throws TimertortureException {
        PrintStream out = options.outIsTaken() ? terminal.err() : terminal.out();
        report.accept(out, finished.result());
        finished.save();
        if (options.json().isPresent()) {
            finished.saveTo(options.json().get());
        } else if (options.jsonToOut()) {
            finished.writeTo(terminal.out());
        }
        for (FormatFile format : options.formats()) {
            if (format.toOut()) {
                finished.writeAs(format.format(), terminal.out());
            } else {
                finished.saveAs(format.format(), format.path());
            }
        }
        if (options.html().isPresent()) {
            terminal.timertorture()
                    .report(
                            List.of(finished.folder().resolve("result.json")),
                            options.html().get());
        }
        ExitCode exit =
                new Baseline(terminal, options).compare(finished.folder().resolve("result.json"), finished.exit(), out);
        out.println();
        out.println("results: " + finished.folder());
        return exit;
    }
}
