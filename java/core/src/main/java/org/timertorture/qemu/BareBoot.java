// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;

/** A boot of a kernel that powers off as soon as it is up. */
public final class BareBoot {
    private static final String DONE = "spawned program ended with status 0";

    private final Cache cache;

    public BareBoot(Cache cache) {
        this.cache = cache;
    }

    /**
     * How it went.
     *
     * @param completed whether the guest came up and powered off in time
     * @param wall from before QEMU was started to its end, or to the limit
     * @param reason why it did not complete; else empty
     */
    public record Result(boolean completed, Duration wall, String reason) {}

    /**
     * Boots once, with nothing loaded: what every run in a VM costs at least.
     *
     * @param limit after which QEMU is killed
     * @throws IOException if QEMU cannot be started
     */
    public Result run(KernelEntry kernel, MachineShape shape, Acceleration acceleration, Duration limit)
            throws IOException, InterruptedException {
        Path console = Files.createTempFile(Files.createDirectories(cache.run()), "console", ".log");
        try {
            return run(kernel, shape, acceleration, limit, GuestImage.poweringOff(), console);
        } finally {
            Files.deleteIfExists(console);
        }
    }

    /**
     * Boots once and loads all modules, ours too.
     *
     * @param limit after which QEMU is killed
     * @param console the file that the console goes to, and stays in
     * @throws IOException if QEMU cannot be started
     */
    public Result load(KernelEntry kernel, Acceleration acceleration, Duration limit, Path console)
            throws IOException, InterruptedException {
        Files.createDirectories(console.getParent());
        return run(kernel, new MachineShape(2, 1), acceleration, limit, GuestImage.loading(kernel), console);
    }

    private Result run(
            KernelEntry kernel,
            MachineShape shape,
            Acceleration acceleration,
            Duration limit,
            Initramfs image,
            Path console)
            throws IOException, InterruptedException {
        VirtualMachine.Setup setup = new VirtualMachine.Setup(kernel, shape, acceleration, console, false);
        long start = System.nanoTime();
        try (VirtualMachine machine = VirtualMachine.start(cache, setup, image)) {
            boolean ended = machine.awaitEnd(limit);
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            boolean completed = ended && machine.console().tail().stream().anyMatch(line -> line.contains(DONE));
            return new Result(completed, wall, completed ? "" : reason(machine, ended, limit));
        }
    }

    private static String reason(VirtualMachine machine, boolean ended, Duration limit) throws IOException {
        GuestConsole console = machine.console();
        String last = console.panic().or(console::lastWords).orElse("its console is empty");
        return ended
                ? "QEMU ended before the guest was up: " + (console.tail().isEmpty() ? machine.complaints() : last)
                : "a guest was not up within " + limit.toSeconds() + " s: " + last;
    }
}
