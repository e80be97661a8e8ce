// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedMatrix;
import org.timertorture.app.MatrixListener;
import org.timertorture.app.MatrixRequest;
import org.timertorture.app.MatrixSchedule;
import org.timertorture.app.OpenMatrix;
import org.timertorture.app.Timertorture;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code matrix}. */
@Command(
        name = "matrix",
        description = "Run one plan on several kernels, one after another, and print the results in one table.")
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
            try (OpenMatrix matrix = timertorture.begin(request, control)) {
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

    private int dryRun(MatrixSchedule schedule) {
        new MatrixDryRun(terminal.out()).print(schedule);
        return ExitCode.OK.code();
    }

    private int run(OpenMatrix matrix, Control control, TimedProgress progress) throws Exception {
        FinishedMatrix finished = matrix.run(control, new MatrixListener() {
            @Override
            public void bug(MatrixRun run, Exception e) {
                e.printStackTrace(terminal.err());
            }
        });
        progress.close();
        return new MatrixPrinter(terminal, options.race()).print(finished).code();
    }
}
