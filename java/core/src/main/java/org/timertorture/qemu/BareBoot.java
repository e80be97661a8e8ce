// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;

/** Boots a kernel that powers off as soon as it is up. */
public final class BareBoot {
    private final Cache cache;

    public BareBoot(Cache cache) {
        this.cache = cache;
    }

    /**
     * The outcome of a boot.
     *
     * @param completed whether the guest came up and powered off in time
     * @param wall time from just before QEMU was started until it ended or the limit passed
     * @param reason why the boot did not complete; empty if it did
     */
    public record Result(boolean completed, Duration wall, String reason) {}

    /**
     * Boots once with nothing loaded. Every run in a VM takes at least this long.
     *
     * @param limit QEMU is killed after this time
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
     * Boots once and loads all modules, including our own.
     *
     * @param limit QEMU is killed after this time
     * @param console the file that the console is written to; it is kept
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
            boolean completed = ended && machine.console().exitStatus().equals(OptionalInt.of(0));
            return new Result(completed, wall, completed ? "" : reason(machine, ended, limit));
        }
    }

    private static String reason(VirtualMachine machine, boolean ended, Duration limit) throws IOException {
        GuestConsole console = machine.console();
        String last = console.panic().or(console::lastMessage).orElse("its console is empty");
        return ended
                ? "QEMU ended before the guest was up: " + (console.tail().isEmpty() ? machine.qemuOutput() : last)
                : "a guest was not up within " + limit.toSeconds() + " s: " + last;
    }
}
