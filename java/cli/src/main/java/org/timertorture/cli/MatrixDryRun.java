// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.timertorture.app.MatrixSchedule;
import org.timertorture.matrix.MatrixRun;

/** Prints what a matrix would run. */
final class MatrixDryRun {
    private final PrintStream out;

    MatrixDryRun(PrintStream out) {
        this.out = out;
    }

    void print(MatrixSchedule schedule) {
        List<MatrixRun> runs = schedule.runs();
        out.printf(
                Locale.ROOT,
                "plan %s, %d %s of %.1f s of racing, seed %d%n%n",
                schedule.plan(),
                runs.size(),
                runs.size() == 1 ? "run" : "runs",
                schedule.seconds(),
                schedule.seed());
        for (MatrixRun run : runs) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %s, %s%s%s%n",
                    run.number(),
                    run.row().kernel(),
                    run.row().shape(),
                    run.row().kernelArguments().isEmpty()
                            ? ""
                            : ", " + run.row().kernelArguments(),
                    schedule.toFetch().contains(run.row().kernel()) ? " (fetched first)" : "");
        }
        if (!schedule.toFetch().isEmpty()) {
            out.println();
            out.println("would be fetched: " + String.join(", ", schedule.toFetch()));
        }
    }
}
