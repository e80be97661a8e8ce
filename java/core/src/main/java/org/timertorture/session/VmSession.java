// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.device.Modules;
import org.timertorture.device.StreamDevice;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.VirtualMachine;

/** A session on the device of a running guest. */
final class VmSession implements Session {
    private static final String MARK = "timertorture-agent: end of run ";
    private static final long LOOK_MS = 5;
    private static final Duration POWER_OFF = Duration.ofSeconds(3);

    private final Boot boot;
    private volatile VirtualMachine machine;
    private volatile StreamDevice device;
    private final Acceleration acceleration;
    private final Optional<String> noKvm;
    private final int cpus;
    private final Path console;
    private volatile boolean dead;
    private ConsoleFollower follower;
    private int marks;

    /** Boots the same guest once more. */
    @FunctionalInterface
    interface Boot {
        VmSession again(Progress progress) throws TargetException, InterruptedException;
    }

    VmSession(
            Boot boot,
            VirtualMachine machine,
            StreamDevice device,
            Acceleration acceleration,
            Optional<String> noKvm,
            int cpus,
            Path console) {
        this.boot = boot;
        this.machine = machine;
        this.device = device;
        this.acceleration = acceleration;
        this.noKvm = noKvm;
        this.cpus = cpus;
        this.console = console;
        this.follower = ConsoleFollower.fromItsEnd(console);
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Optional<Modules> modules() {
        return Optional.of(device.modules());
    }

    @Override
    public void printTasks() throws IOException {
        device.modules().printTasks();
    }

    @Override
    public void renew(Progress progress) throws TargetException, InterruptedException {
        close();
        VmSession next = boot.again(progress);
        machine = next.machine;
        device = next.device;
        follower = next.follower;
        dead = false;
    }

    @Override
    public Startup startup() {
        return new Startup(
                machine.command(),
                Optional.of(machine.kernelArguments()),
                Optional.of(acceleration),
                noKvm,
                machine.architecture());
    }

    @Override
    public boolean overcommitted() {
        return cpus > cpusAtOnce();
    }

    @Override
    public int cpusAtOnce() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public Optional<Path> console() {
        return Optional.of(console);
    }

    @Override
    public List<String> newKernelLines() {
        return follower.next();
    }

    /** Lets the kernel print a mark, which comes after everything else, and waits for it. */
    @Override
    public List<String> lastKernelLines() throws InterruptedException {
        String mark = MARK + ++marks;
        try {
            if (!dead) {
                device.modules().print(mark);
            }
        } catch (IOException e) {
            // A kernel that does not answer prints no mark; what it has printed comes within the time.
        }
        long end = System.nanoTime() + LAST_LINES.toNanos();
        List<String> lines = new ArrayList<>();
        boolean marked = false;
        while (!marked && System.nanoTime() < end) {
            Thread.sleep(LOOK_MS);
            for (String line : follower.next()) {
                if (line.endsWith(mark)) {
                    marked = true;
                } else {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** Returns the process id of QEMU. */
    long pid() {
        return machine.pid();
    }

    @Override
    public long standstillNanos() {
        return machine.standstillNanos();
    }

    @Override
    public Ending autopsy(Duration wait) throws InterruptedException {
        // After a panic, QEMU ends as soon as the panic is printed.
        machine.awaitEnd(wait);
        dead = true;
        return new Autopsy(machine).ofSilence(wait);
    }

    @Override
    public void close() {
        try {
            if (dead) {
                // The guest is dead and cannot be asked to shut down.
                machine.close();
            }
            device.close();
            machine.awaitEnd(POWER_OFF);
        } catch (IOException e) {
            // Close by force instead.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            machine.close();
        }
    }
}
