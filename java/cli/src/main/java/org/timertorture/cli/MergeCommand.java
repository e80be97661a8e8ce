// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.app.FinishedMerge;
import org.timertorture.app.ResultSource;
import org.timertorture.matrix.MergedRun;
import org.timertorture.report.TableReport;
import org.timertorture.result.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code merge}. */
@Command(
        name = "merge",
        description = {
            "Add up the cells of recorded runs: their counters, histograms and violations.",
            "The runs must be of one kernel and one build of the module. Runs of different hosts, or of machines of"
                    + " different shapes, get tables of their own. The exit code is the worst of the runs."
        })
final class MergeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "The JSON of a run or of a matrix, or an HTML report; FILE@KERNEL takes the runs of one kernel.")
    private List<String> files;

    @Option(names = "--pool", description = "Add up runs of different hosts, too, if their machines have one shape.")
    private boolean pool;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the sum as JSON, in the form of one run, so that other commands can read it.")
    private Path json;

    @Option(names = "--wide", description = "Show more columns, and lines of any length.")
    private boolean wide;

    private final Terminal terminal;

    MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (json != null) {
            RacingOptions.checkWritable("--json " + json, json);
        }
        List<ResultSource> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(ResultSource.parse(file));
        }
        FinishedMerge merge = terminal.timertorture().merge(sources, pool);
        PrintStream out = terminal.out();
        for (MergedRun machine : merge.machines()) {
            Environment environment = machine.result().environment();
            String host = environment.host().name() == null
                    ? environment.host().model()
                    : environment.host().name();
            out.println(machine.runs() + (machine.runs() == 1 ? " run" : " runs") + " on " + (pool ? "all hosts" : host)
                    + ": " + String.join(", ", machine.parts()));
            new TableReport(out, wide).write(machine.result());
            out.println();
        }
        if (json != null) {
            merge.saveTo(json);
        }
        return merge.exit().code();
    }
}
