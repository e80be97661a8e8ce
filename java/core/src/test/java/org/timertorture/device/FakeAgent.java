// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The agent's side of the protocol, written from {@code tt_wire.h} alone. The test decides on each frame that it sends.
 */
final class FakeAgent implements AutoCloseable {
    static final int IOCTL = 1;
    static final int BYE = 2;
    static final int HELLO = 16;
    static final int REPLY = 17;
    static final int RECORDS = 18;
    static final int ERROR = 19;
    static final int GOODBYE = 20;

    /** A frame from the controller. */
    record Heard(int kind, int id, int value, byte[] payload) {}

    private final SocketChannel agent;
    private final SocketChannel controller;
    private final ByteOrder order;

    FakeAgent(Path folder, ByteOrder order) throws IOException {
        this.order = order;
        Path socket = folder.resolve("wire");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            agent = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            controller = listener.accept();
        }
    }

    SocketChannel controllersEnd() {
        return controller;
    }

    void hello(int abi, Map<Integer, Integer> sizes) throws IOException {
        hello("TTWIRE\0\0", WireHello.VERSION, abi, sizes);
    }

    void hello(String magic, int version, int abi, Map<Integer, Integer> sizes) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(24 + 8 * sizes.size()).order(order);
        payload.put(magic.getBytes(StandardCharsets.US_ASCII));
        payload.putInt(0x01020304).putInt(version).putInt(abi).putInt(sizes.size());
        new TreeMap<>(sizes).forEach((nr, size) -> payload.putInt(nr).putInt(size));
        frame(HELLO, 0, 0, payload.array());
    }

    void frame(int kind, int id, int value, byte[] payload) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(payload.length)
                .putShort((short) kind)
                .putShort((short) 0)
                .putInt(id)
                .putInt(value);
        raw(bytes.put(payload).array());
    }

    void raw(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            agent.write(rest);
        }
    }

    Heard next() throws IOException {
        ByteBuffer head = read(16).order(ByteOrder.LITTLE_ENDIAN);
        int length = head.getInt();
        int kind = head.getShort();
        head.getShort();
        return new Heard(kind, head.getInt(), head.getInt(), read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (agent.read(bytes) < 0) {
                throw new EOFException("the controller hung up");
            }
        }
        return bytes.flip();
    }

    /** Returns a record of {@code length} bytes whose body is filled with {@code mark}. */
    byte[] record(int type, int length, int mark) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(order).putInt(type).putInt(length);
        while (bytes.hasRemaining()) {
            bytes.put((byte) mark);
        }
        return bytes.array();
    }

    /** Ends the stream as a dying agent would. */
    void hangUp() throws IOException {
        agent.close();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        controller.close();
    }
}
