// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Finding;
import org.timertorture.app.FindingRequest;
import org.timertorture.app.ResultSource;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.plan.PlanException;
import org.timertorture.report.FindingLetter;
import org.timertorture.words.FileProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code finding}. */
@Command(
        name = "finding",
        description = {
            "Write what a run found as a text for the maintainers of the kernel: where, what is promised, what happened, how"
                    + " often, on which kernels, and how to reproduce it.",
            "Of a matrix, the runs of the other kernels are listed, too."
        })
final class FindingCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULT", description = "The JSON of a run or of a matrix; FILE@KERNEL picks a kernel.")
    private String result;

    @Option(
            names = "--cell",
            paramLabel = "ID",
            description = "The cell. Default: the first that broke a rule and is no known finding.")
    private String cell;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "The smallest plan that shows it, as 'shrink --out FILE' writes it.")
    private Path plan;

    @Option(
            names = "--also",
            paramLabel = "RESULT",
            description = "Further results, of other kernels. The option may be repeated.")
    private List<String> also = new ArrayList<>();

    @Option(
            names = "--module",
            paramLabel = "FILE.c",
            description = "Write a kernel module to this file that shows it and needs nothing of timertorture.")
    private Path module;

    private final Terminal terminal;

    FindingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<ResultSource> others = new ArrayList<>();
        for (String other : also) {
            others.add(ResultSource.parse(other));
        }
        Optional<String> text = plan();
        Finding finding = terminal.timertorture()
                .finding(new FindingRequest(ResultSource.parse(result), Optional.ofNullable(cell), others));
        if (module != null) {
            write(finding);
        }
        new FindingLetter(terminal.out())
                .write(new FindingLetter.Contents(
                        finding.run(),
                        finding.seen(),
                        finding.others(),
                        text,
                        Optional.ofNullable(module).map(Path::toString)));
        return ExitCode.OK.code();
    }

    private Optional<String> plan() throws PlanException {
        try {
            return plan == null ? Optional.empty() : Optional.of(Files.readString(plan));
        } catch (IOException e) {
            throw new PlanException("--plan " + plan + ": " + FileProblem.of(e), e);
        }
    }

    private void write(Finding finding) throws PlanException, EnvironmentException {
        String source = finding.module()
                .orElseThrow(() -> new PlanException("--module: no module of its own shows "
                        + finding.seen().offence().rule().label() + " for "
                        + finding.seen().cell().primitive() + " in "
                        + finding.seen().cell().scenario()));
        try {
            Files.writeString(module, source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + module + ": " + FileProblem.of(e), e);
        }
    }
}
