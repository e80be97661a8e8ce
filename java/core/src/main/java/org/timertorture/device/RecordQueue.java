// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue of whole records, from the thread that receives them to the one that reads them. */
final class RecordQueue {
    private static final int RECORD_HEAD = 8;
    private static final int EMSGSIZE = 90;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
    private final long capacity;
    private long queued;
    private int urgent;
    private boolean ended;
    private IOException failure;

    /**
     * Creates an empty queue.
     *
     * @param capacity the number of bytes at which {@link #put} begins to wait
     */
    RecordQueue(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Appends records. Waits while the queue is full, except while an urgent frame is expected behind the records.
     *
     * @param chunk whole records, in the buffer's byte order
     * @throws WireException if the records are incomplete
     */
    void put(ByteBuffer chunk) throws WireException, InterruptedException {
        mustBeWhole(chunk);
        lock.lockInterruptibly();
        try {
            while (queued >= capacity && urgent == 0 && !ended) {
                changed.await();
            }
            chunks.add(chunk);
            queued += chunk.remaining();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Announces that an urgent frame is expected behind the records, so that a full queue must not hold it up. */
    void beginUrgent() {
        addUrgent(1);
    }

    void endUrgent() {
        addUrgent(-1);
    }

    private void addUrgent(int more) {
        lock.lock();
        try {
            urgent += more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the queue. Records that are queued can still be taken. Only the first call has an effect.
     *
     * @param cause what {@link #take} throws after the last record; null if the stream ended in order
     */
    void end(IOException cause) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = cause;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes as many whole records as are queued and fit.
     *
     * @return bytes taken; 0 if no record came in time; -1 if the stream ended in order and the queue is empty
     * @throws ErrnoException with EMSGSIZE if the first record does not fit
     * @throws IOException the cause, if the stream failed and the queue is empty
     */
    int take(ByteBuffer into, Duration timeout) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            while (chunks.isEmpty() && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (chunks.isEmpty()) {
                if (failure != null) {
                    throw StreamFailure.again(failure);
                }
                return ended ? -1 : 0;
            }
            int taken = 0;
            while (!chunks.isEmpty()) {
                int now = move(chunks.peek(), into);
                taken += now;
                if (chunks.peek().hasRemaining()) {
                    break;
                }
                chunks.remove();
            }
            if (taken == 0) {
                throw new ErrnoException(
                        EMSGSIZE,
                        "reading a record of " + recordLength(chunks.peek()) + " bytes into a buffer of "
                                + into.remaining());
            }
            queued -= taken;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static int move(ByteBuffer chunk, ByteBuffer into) {
        int length = 0;
        while (length < chunk.remaining()) {
            int record = chunk.getInt(chunk.position() + length + Integer.BYTES);
            if (length + record > into.remaining()) {
                break;
            }
            length += record;
        }
        into.put(chunk.slice(chunk.position(), length));
        chunk.position(chunk.position() + length);
        return length;
    }

    private static int recordLength(ByteBuffer chunk) {
        return chunk.getInt(chunk.position() + Integer.BYTES);
    }

    private static void mustBeWhole(ByteBuffer chunk) throws WireException {
        ByteOrder order = chunk.order();
        ByteBuffer rest = chunk.duplicate().order(order);
        while (rest.hasRemaining()) {
            int length = rest.remaining() < RECORD_HEAD ? 0 : recordLength(rest);
            if (length < RECORD_HEAD || length > rest.remaining() || length % RECORD_HEAD != 0) {
                throw new WireException("garbage instead of a record from the agent: " + rest.remaining()
                        + " bytes left, length " + Integer.toUnsignedString(length));
            }
            rest.position(rest.position() + length);
        }
    }
}
