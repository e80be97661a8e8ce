// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another program that runs beside this one and talks to it. As a channel, reading takes from its standard output,
 * writing goes to its standard input, and closing ends it.
 */
public final class PipedProgram implements ByteChannel {
    private static final Duration END = Duration.ofSeconds(2);
    private static final int MOST_ERRORS = 1000;

    private final Process process;
    private final ReadableByteChannel from;
    private final WritableByteChannel to;
    private final List<String> errors = new ArrayList<>();
    private final Thread reader;

    private PipedProgram(Process process) {
        this.process = process;
        this.from = Channels.newChannel(process.getInputStream());
        this.to = Channels.newChannel(process.getOutputStream());
        this.reader = new Thread(this::readErrors, "error output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program.
     *
     * @throws IOException if there is no such program
     */
    public static PipedProgram start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return new PipedProgram(builder.start());
    }

    /** Returns its standard output, from which {@link #read} takes, too. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Returns the lines that it has written to its error output, after it has ended all of them. */
    public List<String> errors() throws InterruptedException {
        if (!process.isAlive()) {
            reader.join(END.toMillis());
        }
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    /** Waits for its end. Returns whether it has ended within the limit. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns its exit status, which is 128 or more after a signal. Valid only after it has ended. */
    public int status() {
        return process.exitValue();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return from.read(into);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int written = to.write(source);
        // The stream to a process is buffered, and a channel over it does not flush it.
        process.getOutputStream().flush();
        return written;
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    /** Closes its standard input, which ends most programs, and kills it if it does not end. The call is bounded. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            // A writer that is blocked holds the stream until the program has gone.
            if (process.isAlive() && !closeInput()) {
                process.destroyForcibly();
                process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns whether the program has ended. */
    private boolean closeInput() throws InterruptedException {
        Thread closer = new Thread(this::closeInputNow, "end of " + process.pid());
        closer.setDaemon(true);
        closer.start();
        return process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeInputNow() {
        try {
            to.close();
        } catch (IOException e) {
            // The program has gone already.
            return;
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (errors) {
                    errors.add(line);
                    if (errors.size() > MOST_ERRORS) {
                        errors.remove(0);
                    }
                }
            }
        } catch (IOException e) {
            // Nothing more is to come.
            return;
        }
    }
}
