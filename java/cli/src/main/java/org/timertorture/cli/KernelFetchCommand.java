// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kernel fetch}. */
@Command(name = "fetch", description = "Download kernels of Debian's, build the module for them, keep both.")
final class KernelFetchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE[:FLAVOUR][=VERSION]",
            description = {
                "As in bookworm, trixie-backports:rt, trixie-backports=6.16; bookworm:cloud if left out.",
                "FLAVOUR: cloud, amd64 or rt. VERSION: of the package or the kernel, or how it begins;"
                        + " the newest if left out."
            })
    private List<String> kernels = List.of();

    @Option(names = "--update", description = "Ask the mirror for newer ones, though it was asked within the last day.")
    private boolean update;

    private final Surroundings surroundings;

    KernelFetchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** One that cannot be had does not keep the others from coming. */
    @Override
    public Integer call() throws Exception {
        List<KernelRequest> requests = new ArrayList<>();
        for (String kernel : kernels) {
            requests.add(KernelRequest.parse(kernel));
        }
        if (requests.isEmpty()) {
            requests.add(KernelRequest.DEFAULT);
        }
        InterruptSignal.install().interruptible();
        List<ExitCode> codes = new ArrayList<>();
        for (KernelRequest request : requests) {
            try {
                KernelEntry entry;
                try (TimedProgress progress = surroundings.progress()) {
                    entry = surroundings.store().fetch(request, update, progress);
                }
                surroundings.out().println(KernelListCommand.line(entry));
            } catch (StoreException | BuildFailedException e) {
                codes.add(e.exitCode());
                surroundings.say(e.getMessage());
            }
        }
        return ExitCode.first(codes).code();
    }
}
