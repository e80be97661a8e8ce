// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import org.timertorture.store.StoreCheck;
import picocli.CommandLine.Command;

/** {@code kernel verify}. */
@Command(
        name = "verify",
        description = "Check that the kernels of the store are complete and that their modules are up to date.")
final class KernelVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    KernelVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<StoreCheck.Problem> problems = terminal.timertorture().kernels().verify();
        problems.forEach(
                problem -> terminal.out().printf("%s: %s: %s%n", problem.kernel(), problem.what(), problem.mend()));
        if (problems.isEmpty()) {
            terminal.out()
                    .println("kernels that are complete and up to date: "
                            + terminal.timertorture().kernels().list().size());
        }
        return (problems.isEmpty() ? ExitCode.OK : ExitCode.ENVIRONMENT).code();
    }
}
