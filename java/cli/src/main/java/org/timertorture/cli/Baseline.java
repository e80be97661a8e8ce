// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.app.ComparisonRequest;
import org.timertorture.app.FinishedComparison;
import org.timertorture.app.ResultSource;
import org.timertorture.exit.ExitCode;
import org.timertorture.plan.PlanException;
import org.timertorture.report.ComparisonReport;

/** Compares what a command has just measured with an earlier result. */
final class Baseline {
    private final Terminal terminal;
    private final RacingOptions options;

    Baseline(Terminal terminal, RacingOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /**
     * Prints the comparison, if the options ask for one.
     *
     * @param result the file of the new result
     * @param exit the exit code without a comparison
     * @return the exit code
     */
    ExitCode compare(Path result, ExitCode exit, PrintStream out) throws PlanException {
        if (options.baseline().isEmpty()) {
            return exit;
        }
        ComparisonRequest request = ComparisonRequest.of(options.baseline().get(), ResultSource.all(result));
        try {
            FinishedComparison finished = terminal.timertorture().compare(request);
            out.println();
            new ComparisonReport(out, options.wide()).write(finished.comparison());
            return ExitCode.first(List.of(exit, finished.exit()));
        } catch (PlanException e) {
            terminal.say(e.getMessage());
            return ExitCode.first(List.of(exit, e.exitCode()));
        }
    }
}
