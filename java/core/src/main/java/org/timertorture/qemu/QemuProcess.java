// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A QEMU process and the thread that starts it and waits for it. The system kills QEMU when that thread ends, even if
 * the whole Java process was killed.
 */
final class QemuProcess {
    private static final Duration KILL = Duration.ofSeconds(5);

    private final Process process;

    private QemuProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts QEMU.
     *
     * @param output the file for QEMU's own output
     * @throws IOException if QEMU cannot be started
     */
    static QemuProcess start(List<String> command, Path output) throws IOException, InterruptedException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread keeper = new Thread(() -> keep(command, output, started), "keeper of qemu");
        keeper.setDaemon(true);
        keeper.start();
        try {
            return new QemuProcess(started.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? new IOException(cause.getMessage(), cause)
                    : new IOException(e.getCause());
        } catch (InterruptedException e) {
            // The process may still be starting.
            started.thenAccept(Process::destroyForcibly);
            throw e;
        }
    }

    private static void keep(List<String> command, Path output, CompletableFuture<Process> started) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(output.toFile()))
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
        } catch (IOException e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(process);
        boolean ended = false;
        while (!ended) {
            try {
                process.waitFor();
                ended = true;
            } catch (InterruptedException e) {
                // This thread must not end before QEMU does.
                continue;
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Returns the exit status, which is 128 or more after a signal. Valid only after the process has ended. */
    int status() {
        return process.exitValue();
    }

    /** Runs an action when the process has ended. */
    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Waits for the process to end, and returns whether it ended within the limit. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills the process and waits, a few seconds at most, until it is gone. */
    void kill() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.onExit().get(KILL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            // SIGKILL was sent. Nothing more can be done here.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
