// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}. */
@Command(
        name = "report",
        description = {
            "Write results as one HTML page.",
            "The page opens offline, also without JavaScript. It contains the results, so that 'compare' and 'report'"
                    + " can read it."
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The JSON of runs and matrices, or pages that this command wrote.")
    private List<Path> files;

    @Option(names = "--html", required = true, paramLabel = "OUT", description = "The page.")
    private Path html;

    private final Terminal terminal;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RacingOptions.checkWritable("--html " + html, html);
        terminal.timertorture().report(files, html);
        return ExitCode.OK.code();
    }
}
