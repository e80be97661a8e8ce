// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.FinishedShrink;
import org.timertorture.app.ResultSource;
import org.timertorture.app.ShrinkRequest;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.TimedProgress;
import org.timertorture.report.ShrinkReport;
import org.timertorture.words.FileProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shrink}. */
@Command(
        name = "shrink",
        description = {
            "Find the smallest cell that still breaks a rule as a run did: fewer CPUs, fewer settings, a simpler scenario.",
            "The exit code is 5 if the rule does not break again. Default kernel: that of the run."
        })
final class ShrinkCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULT", description = "The JSON of a run or of a matrix; FILE@KERNEL picks a kernel.")
    private String result;

    @Option(
            names = "--cell",
            paramLabel = "ID",
            description = "The cell to shrink. Default: the first that broke a rule and is no known finding.")
    private String cell;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plan of the smallest cell to this file. Default: print it.")
    private Path outFile;

    @Option(
            names = "--budget",
            paramLabel = "S",
            description =
                    "Try no further simplification after this racing time, in seconds. Default: ${DEFAULT-VALUE}.",
            defaultValue = "" + (int) ShrinkRequest.DEFAULT_BUDGET_SECONDS)
    private int budget;

    @Option(
            names = "--kernel",
            paramLabel = "REL",
            description = "The kernel of the store to race on: its name, or a unique beginning of it.")
    private String kernel;

    private final Terminal terminal;

    ShrinkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (budget < 1) {
            throw new PlanException("--budget " + budget + ": expected 1 or more seconds");
        }
        if (outFile != null) {
            RacingOptions.checkWritable("--out " + outFile, outFile);
        }
        ShrinkRequest request = new ShrinkRequest(
                ResultSource.parse(result), Optional.ofNullable(cell), Optional.ofNullable(kernel), budget);
        FinishedShrink finished;
        try (TimedProgress progress = terminal.progress()) {
            finished = terminal.timertorture().shrink(request, InterruptSignal.stops(new Control(progress)));
        }
        new ShrinkReport(terminal.out())
                .write(finished.cellId(), finished.kernel(), finished.offence(), finished.outcome());
        if (finished.outcome().cell().isPresent()) {
            write(finished);
        }
        return finished.exit().code();
    }

    private void write(FinishedShrink finished) throws EnvironmentException {
        terminal.out().println();
        if (outFile == null) {
            terminal.out().print(finished.plan());
            return;
        }
        try {
            Files.writeString(outFile, finished.plan(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + outFile + ": " + FileProblem.of(e), e);
        }
        terminal.out().println("timertorture run " + outFile + " --kernel " + finished.kernel());
    }
}
