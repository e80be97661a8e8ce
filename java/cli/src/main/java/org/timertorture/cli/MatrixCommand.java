// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedMatrix;
import org.timertorture.app.MatrixListener;
import org.timertorture.app.MatrixRequest;
import org.timertorture.app.MatrixSchedule;
import org.timertorture.app.OpenMatrix;
import org.timertorture.app.Timertorture;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code matrix}. */
@Command(
        name = "matrix",
        description =
                "Run one plan on several kernels, one after another or by Slurm, and print the results in one table.")
final class MatrixCommand implements Callable<Integer> {
    @Mixin
    private MatrixOptions options;

    private final Terminal terminal;

    MatrixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        if (options.run().isPresent()) {
            return part(options.resumed().orElseThrow(), options.run().getAsInt());
        }
        return options.resumes() ? resume() : begin();
    }

    private int begin() throws Exception {
        MatrixRequest request = options.request();
        Timertorture timertorture = terminal.timertorture();
        if (options.race().dryRun()) {
            return dryRun(timertorture.schedule(request));
        }
        try (TimedProgress progress = terminal.progress(options.race().quiet())) {
            Control control = InterruptSignal.stops(new Control(progress));
            try (OpenMatrix matrix = timertorture.begin(request, options.launcher(), control)) {
                return run(matrix, control, progress);
            }
        }
    }

    private int resume() throws Exception {
        try (OpenMatrix matrix = terminal.timertorture().resume(options.resumed())) {
            if (options.race().dryRun()) {
                return dryRun(matrix.schedule());
            }
            try (TimedProgress progress = terminal.progress(options.race().quiet())) {
                return run(matrix, InterruptSignal.stops(new Control(progress)), progress);
            }
        }
    }

    /** Executes one run. The whole is printed and saved by the process that has the others executed. */
    private int part(Path folder, int number) throws Exception {
        ExitCode[] exit = {ExitCode.OK};
        try (OpenMatrix matrix = terminal.timertorture().resume(folder, number);
                TimedProgress progress = terminal.progress(options.race().quiet())) {
            if (options.race().dryRun()) {
                return dryRun(matrix.schedule());
            }
            FinishedMatrix finished = matrix.run(InterruptSignal.stops(new Control(progress)), new TerminalListener() {
                @Override
                public void finished(MatrixRun run, MatrixOutcome outcome) {
                    exit[0] = ExitCode.of(outcome.exit());
                    terminal.say("run " + run.number() + ", " + run.row().kernel() + ": exit " + outcome.exit()
                            + (outcome.reason() == null ? "" : ", " + outcome.reason()));
                }
            });
            return (finished.interrupted() ? ExitCode.INTERRUPTED : exit[0]).code();
        }
    }

    /** Prints what is not part of the result. */
    private class TerminalListener implements MatrixListener {
        @Override
        public void notice(String message) {
            terminal.say(message);
        }

        @Override
        public void bug(MatrixRun run, Exception e) {
            e.printStackTrace(terminal.err());
        }
    }

    private int dryRun(MatrixSchedule schedule) {
        new MatrixDryRun(terminal.out()).print(schedule);
        return ExitCode.OK.code();
    }

    private int run(OpenMatrix matrix, Control control, TimedProgress progress) throws Exception {
        FinishedMatrix finished = matrix.run(control, new TerminalListener());
        progress.close();
        return new MatrixPrinter(terminal, options.race()).print(finished).code();
    }
}
