// SPDX-License-Identifier: Apache-2.0
package org.timertorture.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.host.MachineView;
import org.timertorture.host.PipedProgram;
import org.timertorture.host.Tool;

/**
 * A login on another machine, which tells about itself and runs a program that is copied there. The program's standard
 * streams are this line's channel.
 */
public final class SshLine implements AutoCloseable {
    static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(3);

    private static final String MARK = "@timertorture ";
    private static final String READY = "is ready";
    private static final String RUNS = "runs the program";

    private final SshHost host;
    private final PipedProgram ssh;
    private final RecordedView machine = new RecordedView();

    private SshLine(SshHost host, PipedProgram ssh) {
        this.host = host;
        this.ssh = ssh;
    }

    /**
     * Logs in, copies a program to a new folder, and starts it. The folder is removed if the program cannot be started;
     * after that it is the program's own matter.
     *
     * @param architecture what {@code uname -m} prints where the program can run
     * @param arguments one word or more for the program, without quotes
     * @throws EnvironmentException if any of this is refused or takes too long; the message says what helps
     */
    public static SshLine open(SshHost host, String architecture, byte[] program, String arguments)
            throws EnvironmentException, InterruptedException {
        PipedProgram ssh;
        try {
            ssh = PipedProgram.start(host.command(script(program.length, arguments)));
        } catch (IOException e) {
            throw new EnvironmentException("cannot start setsid and ssh: install util-linux and openssh-client", e);
        }
        SshLine line = new SshLine(host, ssh);
        boolean open = false;
        try {
            line.begin(architecture, program);
            open = true;
            return line;
        } finally {
            if (!open) {
                line.close();
            }
        }
    }

    /** A shell may end at any time, and leaves nothing then. */
    private static String script(int size, String arguments) {
        return "umask 077; " + RecordedView.script(MARK)
                + "; clean() { rm -rf \"$d\"; }; trap clean EXIT; trap \"exit 1\" HUP INT TERM PIPE"
                + "; d=$(mktemp -d -t timertorture.XXXXXX) || exit 1"
                + "; p=\"$d/timertorture-agent\""
                + "; echo " + MARK + READY
                + "; timeout 60 head -c " + size + " >\"$p\" || exit 1"
                + "; test $(wc -c <\"$p\") -eq " + size + " || exit 1"
                + "; chmod 700 \"$p\" || exit 1"
                + "; echo " + MARK + RUNS
                + "; exec \"$p\" " + arguments;
    }

    private void begin(String architecture, byte[] program) throws EnvironmentException, InterruptedException {
        // Reading from a process cannot be interrupted.
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread reader = new Thread(() -> begin(architecture, program, begun), "login on " + host);
        reader.setDaemon(true);
        reader.start();
        try {
            begun.get(LOGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EnvironmentException(
                    host + " was not ready within " + LOGIN.toSeconds() + " s: try 'ssh " + host + " true'", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EnvironmentException refused) {
                throw refused;
            }
            ssh.awaitEnd(END);
            throw new EnvironmentException(SshProblem.ofLogin(host, status(), ssh.errors()), e);
        }
    }

    private void begin(String architecture, byte[] program, CompletableFuture<Void> begun) {
        try {
            readUntil(READY);
            String there = String.join("", machine.output("uname", "-m"));
            if (!there.equals(architecture)) {
                throw new EnvironmentException(host + " is a machine of architecture " + there
                        + ", and this timertorture is for " + architecture);
            }
            ByteBuffer bytes = ByteBuffer.wrap(program);
            while (bytes.hasRemaining()) {
                ssh.write(bytes);
            }
            readUntil(RUNS);
            begun.complete(null);
        } catch (IOException | EnvironmentException e) {
            begun.completeExceptionally(e);
        }
    }

    /** Reads what the machine tells, up to a mark. What a login shell prints before the first mark is for people. */
    private void readUntil(String mark) throws IOException {
        String name = null;
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine(ssh.output());
            if (!line.startsWith(MARK)) {
                lines.add(line);
                continue;
            }
            if (name != null) {
                machine.add(name, lines);
            }
            name = line.substring(MARK.length());
            lines.clear();
            if (name.equals(mark)) {
                return;
            }
        }
    }

    /** Takes no byte more than the line has, because what follows is the program's. */
    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Returns what the machine told about itself. */
    public MachineView machine() {
        return machine;
    }

    /** Returns the standard streams of the program. */
    public ByteChannel channel() {
        return ssh;
    }

    /** Waits until the line is lost or the program has ended. Returns whether that was within the limit. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return ssh.awaitEnd(limit);
    }

    /** Returns why the line has ended, in half a sentence. */
    public String whyItEnded() throws InterruptedException {
        return SshProblem.ofLine(host, status(), ssh.errors());
    }

    private int status() throws InterruptedException {
        return ssh.awaitEnd(Duration.ZERO) ? ssh.status() : 0;
    }

    /**
     * Logs in once more and returns whether the machine has booted since this line was opened; empty if it does not
     * answer.
     */
    public Optional<Boolean> hasBootedSince() throws InterruptedException {
        try {
            Tool.Output now = Tool.of(host.command("cat " + BOOT_ID))
                    .within(SshHost.PATIENCE.multipliedBy(2))
                    .run();
            String before = machine.file(BOOT_ID).orElse("").strip();
            return now.ok() ? Optional.of(now.lines().stream().noneMatch(before::equals)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        ssh.close();
    }
}
