// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.timertorture.app.Installation;
import org.timertorture.app.Workspace;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.result.Environment;
import picocli.CommandLine.Command;

/** {@code info}. */
@Command(
        name = "info",
        description = "Show the host, the store, the acceleration, and the defaults that a run would use.")
final class InfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    InfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Installation now = terminal.timertorture().installation();
        Workspace workspace = now.workspace();
        Environment.HostFacts host = now.host();
        line("timertorture", now.version() + ", Java " + host.java());
        line("checkout", workspace.checkout().map(Path::toString).orElse("none"));
        line("host", host.os() + ", " + host.cpus() + " CPUs, " + host.model() + ", " + host.memoryMiB() + " MiB");
        line("store", workspace.cache() + ", kernels: " + kernels(now.kernels()));
        line("results", workspace.results().toString());
        line("acceleration", acceleration(now.acceleration()));
        line(
                "default kernel",
                now.defaultKernel()
                        .map(KernelEntry::release)
                        .orElse("the newest of " + KernelRequest.DEFAULT + ", fetched when it is needed"));
        return ExitCode.OK.code();
    }

    private static String kernels(List<KernelEntry> kernels) {
        return kernels.isEmpty()
                ? "none"
                : kernels.stream().map(KernelEntry::name).collect(Collectors.joining(", "));
    }

    private static String acceleration(Optional<AccelerationProbe.Verdict> known) {
        if (known.isEmpty()) {
            return "not known yet; the next run tries KVM";
        }
        String reason = known.get().reason();
        return known.get().best() + (reason.isEmpty() ? "" : " (no KVM: " + reason + ")");
    }

    private void line(String what, String text) {
        terminal.out().printf("%-15s %s%n", what, text);
    }
}
