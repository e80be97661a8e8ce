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
import java.util.concurrent.atomic.AtomicBoolean;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;

/**
 * A guest under QEMU. Nothing of it stays: not after {@link #close}, not after the end of Java by whatever signal; what
 * a killed Java could not delete, the next VM does.
 */
public final class VirtualMachine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int MAX_SOCKET_PATH = 107;

    private final RunDirectory directory;
    private final Process sweeper;
    private final QemuProcess qemu;
    private final ServerSocketChannel listener;
    private final List<String> command;
    private final Path console;
    private final Thread hook = new Thread(this::discard, "end of the VM");
    private final AtomicBoolean discarded = new AtomicBoolean();

    private VirtualMachine(
            RunDirectory directory,
            Process sweeper,
            QemuProcess qemu,
            ServerSocketChannel listener,
            List<String> command,
            Path console) {
        this.directory = directory;
        this.sweeper = sweeper;
        this.qemu = qemu;
        this.listener = listener;
        this.command = command;
        this.console = console;
    }

    /**
     * What to boot.
     *
     * @param kernel the image
     * @param hz ticks a second of that kernel; 0 if not known
     * @param shape CPUs and nodes
     * @param acceleration how they are run
     * @param console the file that the serial console goes to; overwritten
     * @param port whether the guest has the agent's port
     */
    public record Setup(
            Path kernel, int hz, MachineShape shape, Acceleration acceleration, Path console, boolean port) {

        /** A kernel of the store. */
        public Setup(KernelEntry kernel, MachineShape shape, Acceleration acceleration, Path console, boolean port) {
            this(kernel.image(), kernel.manifest().hz(), shape, acceleration, console, port);
        }

        /** An image of which nothing more is known: it may boot slower. */
        public Setup(Path kernel, MachineShape shape, Acceleration acceleration, Path console, boolean port) {
            this(kernel, 0, shape, acceleration, console, port);
        }

        private QemuCommand command(RunDirectory directory, long initramfsBytes) {
            return new QemuCommand(
                    shape,
                    acceleration,
                    kernel,
                    hz,
                    directory.initramfs(),
                    initramfsBytes,
                    console.toAbsolutePath(),
                    port ? Optional.of(directory.socket()) : Optional.empty());
        }

        /**
         * The command that {@link VirtualMachine#start} would run, with {@code PID} for a part of two paths that only
         * exist then.
         */
        public List<String> describe(Cache cache) {
            return command(RunDirectory.supposed(cache.run()), 0).words();
        }
    }

    /**
     * Starts QEMU.
     *
     * @throws IOException if it cannot be started
     */
    public static VirtualMachine start(Cache cache, Setup setup, Initramfs initramfs)
            throws IOException, InterruptedException {
        RunDirectory directory = RunDirectory.make(cache.run());
        ServerSocketChannel listener = null;
        VirtualMachine machine = null;
        Process sweeper = null;
        boolean started = false;
        try {
            sweeper = directory.deleteAfterUs();
            initramfs.write(directory.initramfs());
            QemuCommand command = setup.command(directory, Files.size(directory.initramfs()));
            Files.deleteIfExists(setup.console());
            if (setup.port()) {
                listener = listen(directory.socket());
            }
            QemuProcess qemu = QemuProcess.start(command.words(), directory.complaints());
            machine = new VirtualMachine(directory, sweeper, qemu, listener, command.words(), setup.console());
            Runtime.getRuntime().addShutdownHook(machine.hook);
            started = true;
            return machine;
        } catch (IllegalStateException e) {
            throw new IOException("no VM is started while Java is going down", e);
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
     * Waits for QEMU to connect the guest's port; the guest itself may still be booting.
     *
     * @throws IOException if QEMU ended before, with its own words
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
        throw new IOException("QEMU does not start: " + complaints());
    }

    /** Deletes the socket and the initramfs, which a guest that has spoken needs no more. */
    public void unlink() throws IOException {
        if (listener != null) {
            listener.close();
        }
        Files.deleteIfExists(directory.socket());
        Files.deleteIfExists(directory.initramfs());
    }

    /** Gives its CPUs one of the host's each, as far as there are. */
    public void spread() throws InterruptedException {
        CpuAffinity.spread(qemu.pid());
    }

    /** The command that started it. */
    public List<String> command() {
        return command;
    }

    /** Of QEMU. */
    public long pid() {
        return qemu.pid();
    }

    public boolean alive() {
        return qemu.alive();
    }

    /** Returns whether QEMU ended in time. Its status means nothing: it is 0 after a panic, too. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return qemu.awaitEnd(limit);
    }

    /** What the guest has said so far. */
    public GuestConsole console() throws IOException {
        return GuestConsole.read(console);
    }

    /** What QEMU itself has said, in one line, with its status if it has ended. */
    public String complaints() throws IOException {
        String said = Files.exists(directory.complaints())
                ? Files.readString(directory.complaints())
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("")
                : "";
        String status = qemu.alive() ? "" : "exit status " + qemu.status();
        return said.isEmpty() || status.isEmpty() ? said + status : said + " (" + status + ")";
    }

    /** Kills the guest alone; what it said stays to be read. */
    public void kill() {
        qemu.kill();
    }

    /** Kills it. Bounded, idempotent. */
    @Override
    public void close() {
        if (discard()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Java is going down: the hook is running, or has.
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
