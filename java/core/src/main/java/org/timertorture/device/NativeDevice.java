// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import com.sun.jna.Memory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The device of the kernel that Java itself runs on. Several threads may use it at once, and requests and reads proceed
 * in parallel. Closing waits until none is in progress, which takes at most a tenth of a second for a read.
 */
public final class NativeDevice implements Device {
    /** The path of the module's device. */
    public static final Path PATH = Path.of("/dev/timertorture");

    /** A read is split into parts of this length, so that a close need not wait for the read's timeout. */
    private static final long SLICE_MILLIS = 100;

    private static final int EMSGSIZE = 90;
    private static final int ENODATA = 61;

    private final ShimLibrary shim;
    private final Path path;
    private final int fd;

    /**
     * The read lock is held while the descriptor is in use, the write lock while it is closed. Without the lock, a call
     * could use a descriptor number that was closed and given to another file.
     */
    private final ReadWriteLock descriptor = new ReentrantReadWriteLock();

    private final Object reading = new Object();
    private Memory records = new Memory(1 << 16);
    private boolean closed;

    private NativeDevice(ShimLibrary shim, Path path, int fd) {
        this.shim = shim;
        this.path = path;
        this.fd = fd;
    }

    /**
     * Opens the device.
     *
     * @throws ErrnoException if the device cannot be opened
     * @throws IOException if the shim cannot be loaded
     */
    public static NativeDevice open(Path path) throws IOException {
        ShimLibrary shim = ShimLibrary.load();
        return new NativeDevice(shim, path, checked(shim.tt_open(path.toString()), path.toString()));
    }

    @Override
    public int ioctl(int nr, ByteBuffer arg) throws IOException {
        int size = arg.limit();
        ByteBuffer whole = arg.duplicate().position(0);
        // Memory of zero bytes cannot be allocated. The device itself refuses an empty struct.
        try (Memory struct = new Memory(Math.max(size, 1))) {
            struct.getByteBuffer(0, size).put(whole);
            int ret = use(() -> shim.tt_ioctl(fd, nr, struct, size));
            whole.rewind().put(struct.getByteBuffer(0, size));
            return checked(ret, "request " + nr);
        }
    }

    /**
     * Reads records.
     *
     * @throws ErrnoException with EMSGSIZE, among others, if the first record does not fit
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
     */
    @Override
    public int read(ByteBuffer into, Duration timeout) throws IOException {
        if (!into.hasRemaining()) {
            throw new ErrnoException(EMSGSIZE, path.toString());
        }
        synchronized (reading) {
            int n = readInSlices(into.remaining(), timeout);
            if (n == -ENODATA) {
                return -1;
            }
            checked(n, path.toString());
            into.put(records.getByteBuffer(0, n));
            return n;
        }
    }

    private int readInSlices(int size, Duration timeout) throws IOException {
        if (records.size() < size) {
            records.close();
            records = new Memory(size);
        }
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            // Rounded up, so that the last part of a millisecond is not spent in a busy loop.
            long left = Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
            int slice = (int) Math.min(left, SLICE_MILLIS);
            int n = use(() -> shim.tt_read(fd, records, size, slice));
            if (n != 0 || left <= slice) {
                return n;
            }
        }
    }

    @Override
    public ByteOrder order() {
        return ByteOrder.nativeOrder();
    }

    @Override
    public void close() throws IOException {
        Lock lock = descriptor.writeLock();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                checked(shim.tt_close(fd), path.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    @FunctionalInterface
    private interface Call {
        int make();
    }

    private int use(Call call) throws IOException {
        Lock lock = descriptor.readLock();
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the device is closed");
            }
            return call.make();
        } finally {
            lock.unlock();
        }
    }

    private static int checked(int ret, String what) throws ErrnoException {
        if (ret < 0) {
            throw new ErrnoException(-ret, what);
        }
        return ret;
    }
}
