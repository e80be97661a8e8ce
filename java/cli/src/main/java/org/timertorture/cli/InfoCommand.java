// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.result.Environment;
import org.timertorture.run.HostReader;
import picocli.CommandLine.Command;

/** {@code info}. */
@Command(
        name = "info",
        description = "Show the host, the store, the acceleration, and the defaults that a run would use.")
final class InfoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    InfoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Environment.HostFacts host = HostReader.read();
        List<KernelEntry> kernels = surroundings.store().list();
        line("timertorture", Surroundings.version() + ", Java " + host.java());
        line("checkout", surroundings.checkout().toString());
        line("host", host.os() + ", " + host.cpus() + " CPUs, " + host.model() + ", " + host.memoryMiB() + " MiB");
        line("store", surroundings.cache().root() + ", kernels: " + kernels(kernels));
        line("results", surroundings.results().toString());
        line("acceleration", acceleration());
        line(
                "default kernel",
                surroundings
                        .store()
                        .newest(KernelRequest.DEFAULT)
                        .map(KernelEntry::release)
                        .orElse("the newest of " + KernelRequest.DEFAULT + ", fetched when it is needed"));
        return ExitCode.OK.code();
    }

    private static String kernels(List<KernelEntry> kernels) {
        return kernels.isEmpty()
                ? "none"
                : kernels.stream().map(KernelEntry::name).collect(Collectors.joining(", "));
    }

    private String acceleration() throws InterruptedException {
        Optional<AccelerationProbe.Verdict> known = new AccelerationProbe(surroundings.cache()).known();
        if (known.isEmpty()) {
            return "not known yet; the next run tries KVM";
        }
        String reason = known.get().reason();
        return known.get().best() + (reason.isEmpty() ? "" : " (no KVM: " + reason + ")");
    }

    private void line(String what, String text) {
        surroundings.out().printf("%-15s %s%n", what, text);
    }
}
