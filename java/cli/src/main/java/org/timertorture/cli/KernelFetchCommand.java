// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.app.Kernels;
import org.timertorture.kernel.KernelRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kernel fetch}. */
@Command(
        name = "fetch",
        description = "Download Debian kernels, build the module for them, and put both into the store.")
final class KernelFetchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE[:FLAVOUR][=VERSION]",
            description = {
                "Which kernels, such as bookworm, trixie-backports:rt or trixie-backports=6.16. Default: bookworm:cloud.",
                "FLAVOUR is cloud, amd64 or rt. VERSION is that of the package or the kernel, or its beginning;"
                        + " default: the newest."
            })
    private List<String> kernels = List.of();

    @Option(
            names = "--update",
            description = "Ask the mirror for newer kernels even if it was asked within the last day.")
    private boolean update;

    private final Terminal terminal;

    KernelFetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Fetches all kernels, even if one of them fails. */
    @Override
    public Integer call() throws Exception {
        List<KernelRequest> requests = new ArrayList<>();
        for (String kernel : kernels) {
            requests.add(KernelRequest.parse(kernel));
        }
        if (requests.isEmpty()) {
            requests.add(KernelRequest.DEFAULT);
        }
        Kernels store = terminal.timertorture().kernels();
        return new KernelsInTurn(terminal).bring(requests, (request, control) -> store.fetch(request, update, control));
    }
}
