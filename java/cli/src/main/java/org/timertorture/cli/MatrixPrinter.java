// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import org.timertorture.app.FinishedMatrix;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.report.MatrixTableReport;

/** Prints a matrix and saves it. */
final class MatrixPrinter {
    private final Terminal terminal;
    private final RacingOptions options;

    MatrixPrinter(Terminal terminal, RacingOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /** Returns the exit code. */
    ExitCode print(FinishedMatrix matrix) throws TimertortureException {
        PrintStream out = options.outIsTaken() ? terminal.err() : terminal.out();
        new MatrixTableReport(out, options.wide(), terminal.emphasis(options.color()))
                .write(matrix.state(), matrix.grid(), matrix.exit(), matrix.wallSeconds());
        matrix.save();
        if (options.json().isPresent()) {
            matrix.saveTo(options.json().get());
        }
        if (options.jsonToOut()) {
            matrix.writeTo(terminal.out());
        }
        for (FormatFile format : options.formats()) {
            if (format.toOut()) {
                matrix.writeAs(format.format(), terminal.out());
            } else {
                matrix.saveAs(format.format(), format.path());
            }
        }
        if (options.html().isPresent()) {
            terminal.timertorture()
                    .report(
                            List.of(matrix.folder().resolve("result.json")),
                            options.html().get());
        }
        ExitCode exit =
                new Baseline(terminal, options).compare(matrix.folder().resolve("result.json"), matrix.exit(), out);
        out.println();
        out.println("results: " + matrix.folder());
        if (matrix.interrupted()) {
            out.println("go on with: timertorture matrix --resume " + matrix.folder());
        }
        return exit;
    }
}
