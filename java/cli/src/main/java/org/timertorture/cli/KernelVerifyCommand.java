// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import org.timertorture.store.StoreCheck;
import picocli.CommandLine.Command;

/** {@code kernel verify}. */
@Command(name = "verify", description = "Look whether the store's kernels are whole, and their modules fresh.")
final class KernelVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    KernelVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        List<StoreCheck.Problem> problems = surroundings.store().verify();
        problems.forEach(
                problem -> surroundings.out().printf("%s: %s: %s%n", problem.kernel(), problem.what(), problem.mend()));
        if (problems.isEmpty()) {
            surroundings
                    .out()
                    .println("kernels that are whole and fresh: "
                            + surroundings.store().list().size());
        }
        return (problems.isEmpty() ? ExitCode.OK : ExitCode.ENVIRONMENT).code();
    }
}
