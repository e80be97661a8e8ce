// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixRun;

/** Prints what a matrix would run. */
final class MatrixDryRun {
    private final PrintStream out;

    MatrixDryRun(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @param seconds of racing a run
     * @param toFetch what is missing in the store
     */
    int print(String plan, double seconds, long seed, List<MatrixRun> runs, List<String> toFetch) {
        out.printf(
                Locale.ROOT,
                "plan %s, %d %s of %.1f s of racing, seed %d%n%n",
                plan,
                runs.size(),
                runs.size() == 1 ? "run" : "runs",
                seconds,
                seed);
        for (MatrixRun run : runs) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %s, %s%s%n",
                    run.number(),
                    run.row().kernel(),
                    run.row().shape(),
                    toFetch.contains(run.row().kernel()) ? " (fetched first)" : "");
        }
        if (!toFetch.isEmpty()) {
            out.println();
            out.println("would be fetched: " + String.join(", ", toFetch));
        }
        return ExitCode.OK.code();
    }
}
