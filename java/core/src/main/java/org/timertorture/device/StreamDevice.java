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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.timertorture.words.FileProblem;

/**
 * The device at the far end of an agent's stream ({@code tt_wire.h}): a virtio-serial port, or the standard streams of
 * an ssh. A thread of its own receives; requests may come from several threads.
 */
public final class StreamDevice implements Device {
    private static final Duration REPLY = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final long QUEUE_BYTES = 64L << 20;

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
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

    private StreamDevice(ReadableByteChannel in, WritableByteChannel out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Waits for an agent to speak, and holds what it says against what the caller was built with. The channels belong
     * to the device from then on; they must be blocking. They are closed if this fails.
     *
     * @param in from the agent
     * @param out to the agent; may be the same channel
     * @param abi {@code TT_ABI} that the caller was built with
     * @param sizes bytes of the struct of each request, as the caller was built with
     * @param timeout how long the agent may take to speak
     * @throws AgentException if the agent could not come so far as to serve a device
     * @throws WireException if what answers is no agent, or one of another version
     * @throws IOException if nothing answers in time, or the stream ends
     */
    public static StreamDevice open(
            ReadableByteChannel in, WritableByteChannel out, int abi, Map<Integer, Integer> sizes, Duration timeout)
            throws IOException {
        StreamDevice device = new StreamDevice(in, out);
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

    /** What the agent can do beside carrying requests. */
    public Modules modules() {
        return new AgentModules(this);
    }

    /** Sends a frame that is answered. */
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

    /** Says goodbye, so that the agent closes the device in order, and closes the stream; takes at most some seconds. */
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
            // The stream is closed below, which the agent takes for a goodbye, too.
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
            // It is given up either way.
        }
    }

    private void send(WireFrame frame) throws IOException {
        // A thread that is being interrupted may still want to stop the run: its mark would close the channel.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (writing) {
                frame.write(out);
            }
        } catch (IOException e) {
            // The receiver may know more: the agent's last words come before the end of the stream.
            throw failure.get() != null ? StreamFailure.again(failure.get()) : e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T await(CompletableFuture<T> future, Duration limit, String otherwise) throws IOException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
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

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private void receive() {
        IOException cause;
        try {
            while (accept(WireFrame.read(in))) {
                // Frame by frame, until the last one.
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

    /** Returns false after the stream's last frame. */
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
                // A request that was given up may be answered late.
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
                end(new AgentException(AgentException.Stage.of(frame.value()), text));
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

    /** Tells everybody who waits. */
    private void end(IOException cause) {
        IOException told = cause == null ? new IOException("the agent closed the device") : cause;
        failure.compareAndSet(null, told);
        hello.completeExceptionally(told);
        goodbye.completeExceptionally(told);
        pending.values().forEach(waiting -> waiting.completeExceptionally(told));
        records.end(cause);
    }
}
