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
    private static final Duration LOOK = Duration.ofMillis(100);

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
        return run(kernel, shape, acceleration, limit, limit);
    }

    /**
     * Boots once with nothing loaded, and gives the guest up when it has been silent for too long.
     *
     * @param silence QEMU is killed if the console has not grown for so long
     * @param limit QEMU is killed after this time, whatever the guest prints
     * @throws IOException if QEMU cannot be started
     */
    public Result run(
            KernelEntry kernel, MachineShape shape, Acceleration acceleration, Duration silence, Duration limit)
            throws IOException, InterruptedException {
        Path console = Files.createTempFile(Files.createDirectories(cache.run()), "console", ".log");
        try {
            return run(kernel, shape, acceleration, silence, limit, GuestImage.poweringOff(kernel), console);
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
        return run(kernel, new MachineShape(2, 1), acceleration, limit, limit, GuestImage.loading(kernel), console);
    }

    private Result run(
            KernelEntry kernel,
            MachineShape shape,
            Acceleration acceleration,
            Duration silence,
            Duration limit,
            Initramfs image,
            Path console)
            throws IOException, InterruptedException {
        VirtualMachine.Setup setup = new VirtualMachine.Setup(kernel, shape, acceleration, console, false);
        long start = System.nanoTime();
        try (VirtualMachine machine = VirtualMachine.start(cache, setup, image)) {
            boolean ended = ended(machine, new ConsoleGrowth(console), silence, limit);
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            boolean completed = ended && machine.console().exitStatus().equals(OptionalInt.of(0));
            return new Result(completed, wall, completed ? "" : reason(machine, ended, wall));
        }
    }

    private static boolean ended(VirtualMachine machine, ConsoleGrowth growth, Duration silence, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end && growth.silent().compareTo(silence) < 0) {
            if (machine.awaitEnd(LOOK)) {
                return true;
            }
        }
        return machine.awaitEnd(Duration.ZERO);
    }

    private static String reason(VirtualMachine machine, boolean ended, Duration wall) throws IOException {
        GuestConsole console = machine.console();
        String last = console.panic().or(console::lastMessage).orElse("its console is empty");
        return ended
                ? "QEMU ended before the guest was up: " + (console.tail().isEmpty() ? machine.qemuOutput() : last)
                : "a guest was not up within " + wall.toSeconds() + " s: " + last;
    }
}
