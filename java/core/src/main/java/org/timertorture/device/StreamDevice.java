// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.timertorture.words.FileProblem;

/**
 * The device at the far end of an agent's stream ({@code tt_wire.h}), which is a virtio-serial port or the standard
 * streams of ssh. A separate thread receives frames. Several threads may send requests.
 */
public final class StreamDevice implements Device {
    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long QUEUE_BYTES = 64L << 20;
    /** A kernel that logs more between two calls repeats itself. */
    private static final int MOST_LOG = 4 << 20;

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private final LongSupplier standstill;
    private final RecordQueue records = new RecordQueue(QUEUE_BYTES);
    private final CompletableFuture<WireHello> hello = new CompletableFuture<>();
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<WireFrame>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Object writing = new Object();
    private final Thread receiver = new Thread(this::receive, "records of the agent");
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private volatile boolean closed;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private StreamDevice(ReadableByteChannel in, WritableByteChannel out, LongSupplier standstill) {
        this.in = in;
        this.out = out;
        this.standstill = standstill;
    }

    /**
     * Waits for the agent's hello and compares it with what the caller was built with. The channels must be blocking.
     * They belong to the device from then on, and are closed if this method fails.
     *
     * @param in the channel from the agent
     * @param out the channel to the agent; may be the same channel
     * @param abi the {@code TT_ABI} that the caller was built with
     * @param sizes the size in bytes of each request's struct, as the caller was built with
     * @param timeout how long to wait for the hello
     * @param standstill for how long the agent could not run so far, in ns; limits of time do not count it
     * @throws AgentException if the agent could not begin to serve a device
     * @throws WireException if the other side is no agent, or an agent of another version
     * @throws IOException if nothing answers in time, or the stream ends
     */
    public static StreamDevice open(
            ReadableByteChannel in,
            WritableByteChannel out,
            int abi,
            Map<Integer, Integer> sizes,
            Duration timeout,
            LongSupplier standstill)
            throws IOException {
        StreamDevice device = new StreamDevice(in, out, standstill);
        boolean opened = false;
        device.receiver.setDaemon(true);
        device.receiver.start();
        try {
            WireHello hello = device.await(device.hello, timeout, "the agent did not speak");
            hello.mustMatch(abi, sizes);
            opened = true;
            return device;
        } finally {
            if (!opened) {
                device.closeChannels();
            }
        }
    }

    @Override
    public int ioctl(int nr, ByteBuffer arg) throws IOException {
        if (arg.limit() > WireFrame.MAX_STRUCT) {
            throw new IllegalArgumentException("a request carries at most " + WireFrame.MAX_STRUCT + " bytes");
        }
        return answered(nr, arg, request(WireFrame.IOCTL, nr, arg, "request " + nr));
    }

    /** Returns the agent's control over the device's file and modules. */
    public Modules modules() {
        return new AgentModules(this);
    }

    /** Shows the agent that its controller is there. It does not answer. */
    public void tellAlive() throws IOException {
        send(new WireFrame(WireFrame.ALIVE, 0, 0, ByteBuffer.allocate(0)));
    }

    /**
     * Returns what was logged on the agent's machine since the last call, oldest first, in the form
     * {@code PRIORITY,SEQUENCE,TIME,FLAGS;TEXT}.
     *
     * @throws ErrnoException if the agent may not read the log
     */
    public List<String> newLogLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int length = 0; length <= MOST_LOG; length = text.length()) {
            WireFrame answer = request(WireFrame.LOG, 0, ByteBuffer.allocate(0), "reading the kernel's log");
            if (answer.value() < 0) {
                throw new ErrnoException(-answer.value(), "reading the kernel's log");
            }
            if (answer.payload().limit() == 0) {
                break;
            }
            // A kernel may log any byte, and this charset decodes them all.
            text.append(StandardCharsets.ISO_8859_1.decode(answer.payload()));
        }
        return text.toString().lines().toList();
    }

    /** Sends a frame and waits for its answer. */
    WireFrame request(int kind, int value, ByteBuffer payload, String what) throws IOException {
        int id = ids.incrementAndGet();
        CompletableFuture<WireFrame> reply = new CompletableFuture<>();
        records.beginUrgent();
        pending.put(id, reply);
        try {
            if (failure.get() != null) {
                throw StreamFailure.again(failure.get());
            }
            send(new WireFrame(kind, id, value, payload));
            return await(reply, REPLY, "the agent did not answer " + what);
        } finally {
            pending.remove(id);
            records.endUrgent();
        }
    }

    private static int answered(int nr, ByteBuffer arg, WireFrame answer) throws IOException {
        int length = answer.payload().limit();
        if (length != arg.limit() && !(length == 0 && answer.value() < 0)) {
            throw new WireException(
                    "the agent answered request " + nr + " of " + arg.limit() + " bytes with " + length);
        }
        arg.duplicate().position(0).put(answer.payload());
        if (answer.value() < 0) {
            throw new ErrnoException(-answer.value(), "request " + nr);
        }
        return answer.value();
    }

    @Override
    public int read(ByteBuffer into, Duration timeout) throws IOException {
        try {
            return records.take(into, timeout);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public ByteOrder order() {
        return order;
    }

    /**
     * Says goodbye, so that the agent closes the device in order, and closes the stream. This takes a few seconds at
     * most.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        records.beginUrgent();
        try {
            if (failure.get() == null) {
                send(new WireFrame(WireFrame.BYE, 0, 0, ByteBuffer.allocate(0)));
                await(goodbye, GOODBYE, "the agent did not say goodbye");
            }
        } catch (IOException e) {
            // The stream is closed below, which the agent treats as a goodbye, too.
        } finally {
            records.endUrgent();
            closeChannels();
            end(new IOException("the device is closed"));
        }
    }

    private void closeChannels() {
        closeQuietly(in);
        closeQuietly(out);
    }

    private static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The stream is given up in either case.
        }
    }

    private void send(WireFrame frame) throws IOException {
        // An interrupted thread may still want to stop the run. Its interrupt status would close the channel.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (writing) {
                frame.write(out);
            }
        } catch (IOException e) {
            // The receiving thread may know the cause: the agent's last message precedes the end of the stream.
            throw failure.get() != null ? StreamFailure.again(failure.get()) : e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration limit, String otherwise) throws IOException {
        long begun = running();
        try {
            while (running() - begun < limit.toNanos() && !future.isDone()) {
                waitFor(future, limit);
            }
            return future.get(0, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(otherwise + " within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? StreamFailure.again(cause)
                    : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private long running() {
        return System.nanoTime() - standstill.getAsLong();
    }

    private static void waitFor(CompletableFuture<?> future, Duration limit)
            throws InterruptedException, ExecutionException {
        try {
            future.get(Math.min(LOOK.toMillis(), limit.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The caller decides whether the time is over.
            return;
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private void receive() {
        IOException cause;
        try {
            while (accept(WireFrame.read(in))) {
                // Accept one frame after another until the last.
            }
            return;
        } catch (EOFException e) {
            cause = e;
        } catch (WireException e) {
            closeChannels();
            cause = e;
        } catch (IOException e) {
            cause = new IOException(
                    closed ? "the device is closed" : "the agent's stream failed: " + FileProblem.of(e), e);
        } catch (InterruptedException e) {
            cause = interrupted();
        }
        end(cause);
    }

    /** Processes a frame. Returns false after the stream's last frame. */
    private boolean accept(WireFrame frame) throws IOException, InterruptedException {
        if (!hello.isDone() && frame.kind() != WireFrame.HELLO && frame.kind() != WireFrame.ERROR) {
            throw new WireException("the agent began with a frame of kind " + frame.kind() + ", not with its hello");
        }
        switch (frame.kind()) {
            case WireFrame.HELLO -> {
                WireHello said = WireHello.parse(frame.payload());
                order = said.order();
                if (!hello.complete(said)) {
                    throw new WireException("the agent said hello twice");
                }
            }
            case WireFrame.REPLY -> {
                // The answer to an abandoned request may come late.
                CompletableFuture<WireFrame> waiting = pending.remove(frame.id());
                if (waiting != null) {
                    waiting.complete(frame);
                }
            }
            case WireFrame.RECORDS -> records.put(frame.payload().order(order));
            case WireFrame.ERROR -> {
                String text = StandardCharsets.UTF_8
                        .decode(frame.payload())
                        .toString()
                        .strip();
                end(new AgentException(AgentException.Stage.of(frame.value()), frame.id(), text));
                return false;
            }
            default -> {
                records.end(null);
                goodbye.complete(null);
                end(null);
                return false;
            }
        }
        return true;
    }

    /** Fails all waiting requests and ends the queue. */
    private void end(IOException cause) {
        IOException told = cause == null ? new IOException("the agent closed the device") : cause;
        failure.compareAndSet(null, told);
        hello.completeExceptionally(told);
        goodbye.completeExceptionally(told);
        pending.values().forEach(waiting -> waiting.completeExceptionally(told));
        records.end(cause);
    }
}
