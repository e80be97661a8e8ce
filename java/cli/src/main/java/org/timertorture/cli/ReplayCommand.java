// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.timertorture.app.RaceRequest;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.report.TableReport;
import org.timertorture.result.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay}. */
@Command(
        name = "replay",
        description = {
            "Reproduce a known finding with the smallest plan for it. The exit code is 1 if it does not occur.",
            "Default kernel: the newest one of the store that has the finding."
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The finding's name (see 'list findings').")
    private String id;

    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Terminal terminal;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        KnownFinding finding = KnownFindings.committed().find(id);
        vm.check();
        racing.check();
        RaceRequest request = RaceRequest.replay(finding)
                .on(vm.machine(racing.acceleration()))
                .with(racing.settings());
        return new RacingCall(terminal, racing).execute(request, (out, result) -> print(out, result, finding));
    }

    private void print(PrintStream out, RunResult result, KnownFinding finding) {
        new TableReport(out, racing.wide(), terminal.emphasis(racing.color())).write(result);
        out.println();
        out.println(finding.id() + ":");
        finding.explanation().lines().forEach(line -> out.println(("  " + line).stripTrailing()));
    }
}
