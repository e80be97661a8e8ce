// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.timertorture.device.AgentException;
import org.timertorture.device.StreamDevice;
import org.timertorture.device.WireException;
import org.timertorture.host.Failures;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.qemu.ConsoleGrowth;
import org.timertorture.qemu.GuestImage;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.VirtualMachine;
import org.timertorture.result.EndingKind;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Uapi;

/**
 * A VM with a kernel of the store. It is the default, because users do not want a torture module in the kernel they
 * work on.
 */
public final class VmTarget implements Target {
    private static final String CONSOLE = "console.log";
    private static final int MOST_BOOTS = 5;
    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Pattern STALE_BREAKPOINT = Pattern.compile("\\bint3: ");
    private static final Duration DEATH = Duration.ofSeconds(3);
    private static final long BOOT_SECONDS = 60;
    private static final long BOOT_SECONDS_MOST = 180;

    private final Cache cache;
    private final KernelEntry kernel;
    private final MachineShape shape;
    private final Optional<Acceleration> demanded;
    private final Path results;
    private final String kernelArguments;
    private int deaths;
    private boolean stalled;

    /**
     * Creates a target. Nothing is started.
     *
     * @param kernel the kernel to boot
     * @param shape the guest's CPUs and nodes
     * @param demanded the acceleration to use; empty for the best that works
     * @param results the directory in which the console's file is kept; created if it does not exist
     */
    public VmTarget(
            Cache cache, KernelEntry kernel, MachineShape shape, Optional<Acceleration> demanded, Path results) {
        this(cache, kernel, shape, demanded, results, "");
    }

    private VmTarget(
            Cache cache,
            KernelEntry kernel,
            MachineShape shape,
            Optional<Acceleration> demanded,
            Path results,
            String kernelArguments) {
        this.cache = cache;
        this.kernel = kernel;
        this.shape = shape;
        this.demanded = demanded;
        this.results = results.toAbsolutePath();
        this.kernelArguments = kernelArguments;
    }

    /** Returns the same target with further arguments for its kernel, as on a command line. */
    public VmTarget with(String arguments) {
        return new VmTarget(cache, kernel, shape, demanded, results, arguments);
    }

    /**
     * Returns how {@link #open} would start the VM, without starting anything. Unless an acceleration is demanded, the
     * best that an earlier probe found to work is assumed, and TCG if there was none.
     */
    public Startup startup() throws InterruptedException {
        Acceleration assumed = assumedAcceleration();
        VirtualMachine.Setup setup = setup(assumed);
        return new Startup(
                setup.describe(cache),
                Optional.of(setup.kernelArguments(cache)),
                Optional.of(assumed),
                noKvm(assumed),
                kernel.architecture());
    }

    private Acceleration assumedAcceleration() throws InterruptedException {
        if (demanded.isPresent()) {
            return demanded.get();
        }
        return new AccelerationProbe(cache)
                .known(kernel)
                .map(AccelerationProbe.Verdict::best)
                .orElse(Acceleration.TCG);
    }

    /** Returns why KVM is not used, as far as that is known; empty if it is used, or if emulation is demanded. */
    private Optional<String> noKvm(Acceleration acceleration) throws InterruptedException {
        return acceleration == Acceleration.KVM || demanded.isPresent()
                ? Optional.empty()
                : new AccelerationProbe(cache)
                        .known(kernel)
                        .map(AccelerationProbe.Verdict::reason)
                        .filter(reason -> !reason.isEmpty());
    }

    /**
     * Boots the guest. QEMU 7.2's emulation occasionally executes a breakpoint that the booting kernel has already
     * patched out, and the kernel dies before our module is loaded. That says nothing about the kernel, so it is booted
     * once more. A stalled boot is repeated, too; see {@link BootWatch}.
     */
    @Override
    public Session open(Progress progress) throws TargetException, InterruptedException {
        return bootUp(progress);
    }

    private VmSession bootUp(Progress progress) throws TargetException, InterruptedException {
        Acceleration acceleration = acceleration(progress);
        for (int boot = 1; ; boot++) {
            try {
                return boot(acceleration, boot, progress);
            } catch (TargetException e) {
                if (boot == MOST_BOOTS
                        || acceleration != Acceleration.TCG
                        || !stalled
                                && e.ending().filter(VmTarget::isOfTheEmulator).isEmpty()) {
                    throw e;
                }
                keepConsole("console-boot-" + boot + ".log");
            }
        }
    }

    /** Boots again after an expected death. The console of the dead guest is kept. */
    private VmSession openAgain(Progress progress) throws TargetException, InterruptedException {
        keepConsole("console-death-" + ++deaths + ".log");
        return bootUp(progress);
    }

    static boolean isOfTheEmulator(Ending neverUp) {
        return neverUp.kind() == EndingKind.OOPS
                && STALE_BREAKPOINT.matcher(neverUp.summary()).find();
    }

    private void keepConsole(String name) throws TargetException {
        try {
            Files.move(console(), results.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TargetException("cannot boot again: " + Failures.cause(e, results), e);
        }
    }

    private VmSession boot(Acceleration acceleration, int boot, Progress progress)
            throws TargetException, InterruptedException {
        VirtualMachine machine;
        try {
            Files.createDirectories(results);
            machine = VirtualMachine.start(cache, setup(acceleration), GuestImage.serving(kernel));
        } catch (IOException e) {
            throw new TargetException("cannot start a VM: " + Failures.cause(e, results), e);
        }
        boolean up = false;
        stalled = false;
        String what = (boot == 1 ? "booting " : "booting again, for the emulation of the last boot failed: ")
                + kernel.release() + ", " + shape.cpus() + " CPUs, " + acceleration;
        try (Progress.Step step = progress.begin(what, 0)) {
            step.at(0);
            StreamDevice device;
            try (BootWatch watch = watch(machine, acceleration)) {
                try {
                    device = connect(machine);
                } finally {
                    stalled = watch.stalled();
                }
            }
            machine.unlink();
            machine.bindCpus();
            up = true;
            return new VmSession(
                    this::openAgain, machine, device, acceleration, noKvm(acceleration), shape.cpus(), console());
        } catch (IOException e) {
            throw new TargetException("cannot start a VM: " + Failures.cause(e, results), e);
        } finally {
            if (!up) {
                machine.close();
            }
        }
    }

    private BootWatch watch(VirtualMachine machine, Acceleration acceleration) {
        return acceleration == Acceleration.TCG
                ? BootWatch.start(console(), STALL, machine::standstillNanos, machine::kill)
                : BootWatch.none();
    }

    private StreamDevice connect(VirtualMachine machine) throws IOException, TargetException, InterruptedException {
        SocketChannel channel = machine.port();
        Duration limit = bootLimit(shape.cpus());
        BootClock clock = new BootClock(machine::standstillNanos, new ConsoleGrowth(console()));
        try {
            StreamDevice device =
                    StreamDevice.open(channel, channel, Uapi.ABI, Requests.sizes(), limit, clock::excusedNanos);
            clock.bootIsOver();
            return device;
        } catch (AgentException e) {
            String failed = e.stage() == AgentException.Stage.MODULE ? "the module does not load" : "no device";
            throw new TargetException(failed + ": " + e.getMessage(), console(), e);
        } catch (WireException e) {
            throw new TargetException("the guest's agent does not fit: " + e.getMessage(), e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("interrupted while the VM was booting");
            }
            machine.awaitEnd(DEATH);
            throw new TargetException(new Autopsy(machine).neverBooted(limit));
        }
    }

    /** For so long a booting guest may be silent. Emulated CPUs are brought up one after another. */
    static Duration bootLimit(int cpus) {
        return Duration.ofSeconds(BOOT_SECONDS
                + (BOOT_SECONDS_MOST - BOOT_SECONDS) * Math.max(0, cpus - 2) / (MachineShape.MAX_CPUS - 2));
    }

    /**
     * Returns the acceleration that will be used. Finding out may boot a guest.
     *
     * @throws TargetException if the demanded acceleration does not work
     */
    public Acceleration acceleration(Progress progress) throws TargetException, InterruptedException {
        if (demanded.equals(Optional.of(Acceleration.TCG))) {
            return Acceleration.TCG;
        }
        try {
            AccelerationProbe.Verdict verdict = new AccelerationProbe(cache).probe(kernel, progress);
            if (demanded.isPresent() && !verdict.usable()) {
                throw new TargetException(
                        "KVM does not work here: " + verdict.reason() + "; leave --accel out, or say tcg", null);
            }
            return verdict.best();
        } catch (IOException e) {
            throw new TargetException("cannot start QEMU: " + Failures.cause(e, results), e);
        }
    }

    private VirtualMachine.Setup setup(Acceleration acceleration) {
        return new VirtualMachine.Setup(kernel, shape, acceleration, console(), true).with(kernelArguments);
    }

    private Path console() {
        return results.resolve(CONSOLE);
    }
}
