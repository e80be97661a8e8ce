// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.app.RaceRequest;
import org.timertorture.report.HistoryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code history}. */
@Command(
        name = "history",
        description =
                "Show the algorithms of twenty-five years of timer deletion, their costs here, and what ended each.")
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Terminal terminal;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        vm.check();
        racing.check();
        RaceRequest request =
                RaceRequest.history().on(vm.machine(racing.acceleration())).with(racing.settings());
        return new RacingCall(terminal, racing)
                .execute(
                        request,
                        (out, result) ->
                                new HistoryReport(out, racing.wide(), terminal.emphasis(racing.color())).write(result));
    }
}
