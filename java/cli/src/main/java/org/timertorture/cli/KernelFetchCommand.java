// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.timertorture.app.Kernels;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
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
                "FLAVOUR is cloud, amd64 or rt, or for arm64 cloud-arm64, arm64 or rt-arm64. VERSION is that of the"
                        + " package or the kernel, or its beginning; default: the newest."
            })
    private List<String> kernels = List.of();

    @Option(
            names = "--update",
            description = "Ask the mirror for newer kernels even if it was asked within the last day.")
    private boolean update;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "The architecture of the kernels, amd64 or arm64: bookworm --arch arm64 is"
                    + " bookworm:cloud-arm64. QEMU emulates arm64. Default: amd64, unless FLAVOUR says arm64.")
    private Architecture architecture;

    private final Terminal terminal;

    KernelFetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Fetches all kernels, even if one of them fails. */
    @Override
    public Integer call() throws Exception {
        List<KernelRequest> requests = new ArrayList<>();
        for (String kernel : kernels) {
            requests.add(wanted(KernelRequest.parse(kernel)));
        }
        if (requests.isEmpty()) {
            requests.add(wanted(KernelRequest.DEFAULT));
        }
        Kernels store = terminal.timertorture().kernels();
        return new KernelsInTurn(terminal).bring(requests, (request, control) -> store.fetch(request, update, control));
    }

    private KernelRequest wanted(KernelRequest request) throws StoreException {
        return architecture == null ? request : request.of(architecture);
    }
}
