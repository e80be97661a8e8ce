// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedPrediction;
import org.timertorture.app.PredictionListener;
import org.timertorture.app.PreparedPrediction;
import org.timertorture.app.PreparedRun;
import org.timertorture.exit.ExitCode;
import org.timertorture.predict.PredictionOutcome;
import org.timertorture.predict.Predictions;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.PredictionReport;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code predict}. */
@Command(
        name = "predict",
        description = {
            "Predict the published table of 2004 for a simulated NUMA machine, and test the prediction.",
            "One published cell gives the penalty for a cache line of another node. The costs of the other seven are"
                    + " predicted from it and written to a file. Then the cells run in VMs, and the error of each"
                    + " prediction is printed in per cent."
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private PredictOptions options;

    private final Terminal terminal;

    PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        PrintStream out = options.racing().jsonToOut() ? terminal.err() : terminal.out();
        try (TimedProgress progress = terminal.progress(options.racing().quiet())) {
            Control control = InterruptSignal.stops(new Control(progress));
            PreparedPrediction prediction = terminal.timertorture().prepare(options.request(), control);
            if (options.racing().dryRun()) {
                return dryRun(prediction);
            }
            FinishedPrediction finished = prediction.run(control, new Printer(out));
            if (options.racing().json().isPresent()) {
                finished.saveTo(options.racing().json().get());
            } else if (options.racing().jsonToOut()) {
                finished.writeTo(terminal.out());
            }
            if (finished.result().isPresent()) {
                out.println();
            }
            out.println("results: " + finished.folder());
            return finished.exit().code();
        }
    }

    private int dryRun(PreparedPrediction prediction) throws InterruptedException {
        for (PreparedRun run : prediction.firstRuns()) {
            new DryRun(terminal.out()).print(run.schedule());
            terminal.out().println();
        }
        terminal.out()
                .println("then, with the penalty that these give, on the same machines: " + prediction.simulatedRuns()
                        + " runs of the published cells");
        return ExitCode.OK.code();
    }

    /** Prints each step as it ends. */
    private final class Printer implements PredictionListener {
        private final PrintStream out;
        private final PredictionReport report;

        Printer(PrintStream out) {
            this.out = out;
            this.report = new PredictionReport(out);
        }

        /** Prints a run in full if it did not end as it should. */
        @Override
        public void finished(RunResult run) {
            boolean wide = options.racing().wide();
            if (run.exit() != ExitCode.OK.code() || wide) {
                new TableReport(out, wide).write(run);
                out.println();
            }
        }

        @Override
        public void unpredictable() {
            out.println("nothing is predicted: without a penalty not every cell came to a cost");
        }

        @Override
        public void predicted(Predictions predictions, Path file) {
            report.predictions(predictions, file);
            out.flush();
        }

        @Override
        public void tried(Predictions predictions, List<PredictionOutcome> outcomes) {
            report.outcomes(predictions, outcomes);
        }
    }
}
