// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.ComparisonRequest;
import org.timertorture.app.FinishedComparison;
import org.timertorture.report.ComparisonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code compare}. */
@Command(
        name = "compare",
        description = {
            "Compare the times of recorded runs, cell by cell: is B slower than A?",
            "Every run counts as one boot, and so does every repeat of a matrix. The exit code is 1 if B is slower by"
                    + " more than the tolerance, and 5 if A's own boots in two halves differ, or if nothing could be"
                    + " decided."
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private CompareOptions options;

    private final Terminal terminal;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ComparisonRequest request = options.request();
        List<CompareOptions.Output> outputs = options.outputs();
        Optional<Path> html = options.html();
        FinishedComparison finished = terminal.timertorture().compare(request);
        boolean taken = outputs.stream().anyMatch(output -> output.file().isEmpty());
        PrintStream out = taken ? terminal.err() : terminal.out();
        new ComparisonReport(out, options.wide()).write(finished.comparison());
        for (CompareOptions.Output output : outputs) {
            write(finished, output);
        }
        if (html.isPresent()) {
            finished.saveHtml(html.get());
        }
        return finished.exit().code();
    }

    private void write(FinishedComparison finished, CompareOptions.Output output) throws Exception {
        if (output.file().isEmpty()) {
            if (output.csv()) {
                finished.writeCsv(terminal.out());
            } else {
                finished.writeJson(terminal.out());
            }
        } else if (output.csv()) {
            finished.saveCsv(output.file().get());
        } else {
            finished.saveJson(output.file().get());
        }
    }
}
