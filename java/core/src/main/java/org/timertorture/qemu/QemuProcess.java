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
 * QEMU, started by a thread that lives exactly as long as it does: QEMU is to be killed when the thread that started it
 * ends, be it that all of Java was.
 */
final class QemuProcess {
    private static final Duration KILL = Duration.ofSeconds(5);

    private final Process process;

    private QemuProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param output where its own words go
     * @throws IOException if it cannot be started
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
            // It may be about to start all the same.
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

    /** Its exit status, 128 and more after a signal; only after it ended. */
    int status() {
        return process.exitValue();
    }

    /** Runs something when it has ended. */
    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Returns whether it ended in time. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Kills it, and waits until it is gone, some seconds at most. */
    void kill() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.onExit().get(KILL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            // SIGKILL was sent; no more can be done from here.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
