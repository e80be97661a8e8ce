// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * One frame of the agent's protocol, {@code tt_wire.h}.
 *
 * @param kind {@code TTW_*}
 * @param id id of the request that is made or answered
 * @param value a number whose meaning depends on the kind
 * @param payload the payload, from position 0 to the limit, in the agent's byte order
 */
record WireFrame(int kind, int id, int value, ByteBuffer payload) {

    static final int IOCTL = 1;
    static final int BYE = 2;
    static final int OPEN = 3;
    static final int CLOSE = 4;
    static final int HOLD = 5;
    static final int KILL = 6;
    static final int LOAD = 7;
    static final int UNLOAD = 8;
    static final int MEMORY = 9;
    static final int TASKS = 10;
    static final int MARK = 11;
    static final int LOG = 12;
    static final int ALIVE = 13;
    static final int HELLO = 16;
    static final int REPLY = 17;
    static final int RECORDS = 18;
    static final int ERROR = 19;
    static final int GOODBYE = 20;

    static final int HEAD = 16;
    static final int MAX_PAYLOAD = 1 << 20;
    /** {@code TTW_MAX_STRUCT}: the largest payload of a request, in bytes. */
    static final int MAX_STRUCT = 4096;

    /**
     * Waits for a whole frame.
     *
     * @throws EOFException if the stream ends
     * @throws WireException if the bytes are no frame that an agent may send
     */
    static WireFrame read(ReadableByteChannel in) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
        fill(in, head);
        int length = head.getInt(0);
        int kind = Short.toUnsignedInt(head.getShort(4));
        int reserved = head.getShort(6);
        if (length < 0 || length > MAX_PAYLOAD || kind < HELLO || kind > GOODBYE || reserved != 0) {
            throw new WireException("garbage instead of a frame from the agent: kind " + kind + ", length "
                    + Integer.toUnsignedString(length) + ", reserved " + reserved);
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        fill(in, payload);
        return new WireFrame(kind, head.getInt(8), head.getInt(12), payload);
    }

    /** Sends the whole frame. */
    void write(WritableByteChannel out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + payload.limit()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(payload.limit())
                .putShort((short) kind)
                .putShort((short) 0)
                .putInt(id)
                .putInt(value)
                .put(payload.duplicate().position(0))
                .flip();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static void fill(ReadableByteChannel in, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new EOFException("the agent's stream ended" + (buffer.position() > 0 ? " within a frame" : ""));
            }
        }
        buffer.flip();
    }
}
