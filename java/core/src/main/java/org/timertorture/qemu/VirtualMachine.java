// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;

/**
 * A guest under QEMU. No process or file of it is left after {@link #close}, or after Java ends by any signal. The next
 * VM deletes what a killed Java could not.
 */
public final class VirtualMachine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int MAX_SOCKET_PATH = 107;
    private static final int SIGNALLED = 128;

    private final RunDirectory directory;
    private final Process sweeper;
    private final QemuProcess qemu;
    private final Standstill standstill;
    private final ServerSocketChannel listener;
    private final QemuCommand command;
    private final Path console;
    private final Thread hook = new Thread(this::discard, "end of the VM");
    private final AtomicBoolean discarded = new AtomicBoolean();

    private VirtualMachine(
            RunDirectory directory,
            Process sweeper,
            QemuProcess qemu,
            ServerSocketChannel listener,
            QemuCommand command,
            Path console) {
        this.directory = directory;
        this.sweeper = sweeper;
        this.qemu = qemu;
        this.standstill = Standstill.of(qemu.pid());
        this.listener = listener;
        this.command = command;
        this.console = console;
    }

    /**
     * What to boot.
     *
     * @param architecture of the guest
     * @param kernel the kernel image
     * @param hz the kernel's ticks per second; 0 if unknown
     * @param shape the guest's CPUs and nodes
     * @param acceleration how QEMU runs the CPUs
     * @param furtherArguments arguments for the guest's kernel beside those that the tool needs; may be empty
     * @param console the file that the serial console is written to; it is overwritten
     * @param port whether the guest has the agent's port
     */
    public record Setup(
            Architecture architecture,
            Path kernel,
            int hz,
            MachineShape shape,
            Acceleration acceleration,
            String furtherArguments,
            Path console,
            boolean port) {

        /** Creates the setup for a kernel of the store. */
        public Setup(KernelEntry kernel, MachineShape shape, Acceleration acceleration, Path console, boolean port) {
            this(kernel.architecture(), kernel.image(), kernel.manifest().hz(), shape, acceleration, "", console, port);
        }

        /** Returns the same setup with further arguments for the guest's kernel. */
        public Setup with(String arguments) {
            return new Setup(architecture, kernel, hz, shape, acceleration, arguments, console, port);
        }

        /**
         * Creates the setup for an image of this machine's architecture, whose tick rate is unknown, which may make it
         * boot slower.
         */
        public Setup(Path kernel, MachineShape shape, Acceleration acceleration, Path console, boolean port) {
            this(Architecture.ofHost(), kernel, 0, shape, acceleration, "", console, port);
        }

        private QemuCommand command(RunDirectory directory, long initramfsBytes) {
            return new QemuCommand(
                    architecture,
                    shape,
                    acceleration,
                    furtherArguments,
                    kernel,
                    hz,
                    directory.initramfs(),
                    initramfsBytes,
                    console.toAbsolutePath(),
                    port ? Optional.of(directory.socket()) : Optional.empty());
        }

        /**
         * Returns the command that {@link VirtualMachine#start} would run. It contains {@code PID} in two paths that
         * are known only after the start.
         */
        public List<String> describe(Cache cache) {
            return planned(cache).words();
        }

        /** Returns the arguments of the guest's kernel. */
        public String kernelArguments(Cache cache) {
            return planned(cache).kernelArguments();
        }

        private QemuCommand planned(Cache cache) {
            return command(RunDirectory.planned(cache.run()), 0);
        }
    }

    /**
     * Starts QEMU.
     *
     * @throws IOException if QEMU cannot be started
     */
    public static VirtualMachine start(Cache cache, Setup setup, Initramfs initramfs)
            throws IOException, InterruptedException {
        RunDirectory directory = RunDirectory.make(cache.run());
        ServerSocketChannel listener = null;
        VirtualMachine machine = null;
        Process sweeper = null;
        boolean started = false;
        try {
            sweeper = directory.deleteOnExit();
            initramfs.write(directory.initramfs());
            QemuCommand command = setup.command(directory, Files.size(directory.initramfs()));
            Files.deleteIfExists(setup.console());
            if (setup.port()) {
                listener = listen(directory.socket());
            }
            QemuProcess qemu = QemuProcess.start(command.words(), directory.qemuOutput());
            machine = new VirtualMachine(directory, sweeper, qemu, listener, command, setup.console());
            Runtime.getRuntime().addShutdownHook(machine.hook);
            started = true;
            return machine;
        } catch (IllegalStateException e) {
            throw new IOException("Java is shutting down, so no VM is started", e);
        } finally {
            if (machine != null && !started) {
                machine.discard();
            } else if (!started) {
                if (listener != null) {
                    listener.close();
                }
                directory.delete();
                if (sweeper != null) {
                    sweeper.destroyForcibly();
                }
            }
        }
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        if (socket.toString().length() > MAX_SOCKET_PATH) {
            throw new IOException("the path of the cache is too long for a socket in it, " + socket + ": name a shorter"
                    + " one in " + Cache.VARIABLE);
        }
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return listener;
    }

    /**
     * Waits for QEMU to connect the guest's port. The guest itself may still be booting.
     *
     * @throws IOException if QEMU ended first; the message quotes its output
     */
    public SocketChannel port() throws IOException {
        listener.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            listener.register(selector, SelectionKey.OP_ACCEPT);
            qemu.whenEnded(selector::wakeup);
            long end = System.nanoTime() + CONNECT.toNanos();
            while (qemu.alive()
                    && System.nanoTime() < end
                    && !Thread.currentThread().isInterrupted()) {
                selector.select(CONNECT.toMillis());
                SocketChannel channel = listener.accept();
                if (channel != null) {
                    return channel;
                }
            }
        }
        throw new IOException("QEMU does not start: " + qemuOutput());
    }

    /** Deletes the socket and the initramfs. A guest that has answered no longer needs them. */
    public void unlink() throws IOException {
        if (listener != null) {
            listener.close();
        }
        Files.deleteIfExists(directory.socket());
        Files.deleteIfExists(directory.initramfs());
    }

    /** Binds the guest's CPUs to host CPUs, one each, as far as there are enough. */
    public void bindCpus() throws InterruptedException {
        CpuAffinity.bind(qemu.pid());
    }

    /** Returns the command that started QEMU. */
    public List<String> command() {
        return command.words();
    }

    /** Returns the arguments of the guest's kernel. */
    public String kernelArguments() {
        return command.kernelArguments();
    }

    public Architecture architecture() {
        return command.architecture();
    }

    /** Returns the process id of QEMU. */
    public long pid() {
        return qemu.pid();
    }

    public boolean alive() {
        return qemu.alive();
    }

    /** Returns for how long QEMU could not run so far, in ns: it was stopped, or the host had no CPU for it. */
    public long standstillNanos() {
        return standstill.nanos();
    }

    /**
     * Waits for QEMU to end, and returns whether it ended within the limit. Its exit status means nothing: it is 0
     * after a panic, too.
     */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return qemu.awaitEnd(limit);
    }

    /** Returns what the guest has printed so far. */
    public GuestConsole console() throws IOException {
        return GuestConsole.read(console);
    }

    /** Returns the number of the signal that ended QEMU; empty if it runs, or ended by itself. */
    public OptionalInt killedBy() {
        return qemu.alive() || qemu.status() <= SIGNALLED
                ? OptionalInt.empty()
                : OptionalInt.of(qemu.status() - SIGNALLED);
    }

    /** Returns QEMU's own output in one line, with its exit status if it has ended. */
    public String qemuOutput() throws IOException {
        String said = Files.exists(directory.qemuOutput())
                ? Files.readString(directory.qemuOutput())
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("")
                : "";
        if (said.contains("failed to execute")) {
            GuestMachine machine = GuestMachine.of(architecture());
            return "there is no " + machine.program() + ": install " + machine.debianPackage();
        }
        String status = qemu.alive() ? "" : "exit status " + qemu.status();
        return said.isEmpty() || status.isEmpty() ? said + status : said + " (" + status + ")";
    }

    /** Kills the guest. Its console can still be read. */
    public void kill() {
        qemu.kill();
    }

    /** Kills the guest and deletes its files. The call is bounded and idempotent. */
    @Override
    public void close() {
        if (discard()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Java is shutting down, so the hook runs or has run.
                return;
            }
        }
    }

    private boolean discard() {
        if (!discarded.compareAndSet(false, true)) {
            return false;
        }
        qemu.kill();
        try {
            if (listener != null) {
                listener.close();
            }
            directory.delete();
            sweeper.destroyForcibly();
        } catch (IOException e) {
            // The sweeper tries again.
            return true;
        }
        return true;
    }
}
