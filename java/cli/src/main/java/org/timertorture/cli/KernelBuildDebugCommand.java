// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.app.Kernels;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.NearestNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kernel build-debug}. */
@Command(
        name = "build-debug",
        description = "Build kernels that check themselves, from Debian's source, and put them into the store.")
final class KernelBuildDebugCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "KIND",
            description = {
                "kasan: use after free, timers freed while queued, leaks. objects: the same without KASAN, and faster.",
                "lockdep: locks, and sleeping where it is not allowed. kcsan: data races in timer.c and in the module.",
                "plain: no checks."
            })
    private List<String> kinds;

    @Option(
            names = "--from",
            paramLabel = "SUITE",
            defaultValue = "trixie",
            description = "The suite whose newest source and compiler are used. Default: ${DEFAULT-VALUE}.")
    private String suite;

    private final Terminal terminal;

    KernelBuildDebugCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<BuildKind> wanted = new ArrayList<>();
        for (String kind : kinds) {
            wanted.add(kind(kind));
        }
        KernelRequest.parse(suite);
        Kernels store = terminal.timertorture().kernels();
        return new KernelsInTurn(terminal).bring(wanted, (kind, control) -> store.build(kind, suite, control));
    }

    private static BuildKind kind(String word) throws StoreException {
        return Arrays.stream(BuildKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> StoreException.usage(
                        "there is no kind of kernel '" + word + "'" + NearestNames.among(BuildKind.words(), word)));
    }
}
