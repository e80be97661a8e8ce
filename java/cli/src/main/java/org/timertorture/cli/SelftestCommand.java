// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.concurrent.Callable;
import org.timertorture.app.RaceRequest;
import org.timertorture.report.SelftestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code selftest}. */
@Command(
        name = "selftest",
        description = "Check in one boot that every planted defect is caught and that no native call is accused.")
final class SelftestCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm;

    @Mixin
    private RacingOptions racing;

    private final Terminal terminal;

    SelftestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        vm.check();
        racing.check();
        RaceRequest request =
                RaceRequest.selftest().on(vm.machine(racing.acceleration())).with(racing.settings());
        return new RacingCall(terminal, racing)
                .execute(
                        request,
                        (out, result) -> new SelftestReport(out, racing.wide(), terminal.emphasis(racing.color()))
                                .write(result));
    }
}
