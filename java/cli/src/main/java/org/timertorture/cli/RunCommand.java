// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.report.TableReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}. */
@Command(name = "run", description = "Run a plan and judge its result.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        return new RacingCall(terminal, options.race())
                .execute(
                        options.request(),
                        (out, result) -> new TableReport(out, options.race().wide()).write(result));
    }
}
