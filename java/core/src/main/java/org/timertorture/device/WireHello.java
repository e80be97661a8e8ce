// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * An agent's description of itself: {@code struct ttw_hello} and the sizes that follow it.
 *
 * @param order byte order of structs and records
 * @param version version of the protocol
 * @param abi the {@code TT_ABI} that the agent was built with
 * @param sizes the size in bytes of each request's struct
 */
record WireHello(ByteOrder order, int version, int abi, Map<Integer, Integer> sizes) {

    static final int VERSION = 4;

    private static final byte[] MAGIC = "TTWIRE\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORDER_MARK = 0x01020304;
    private static final int HEAD = 24;
    private static final int SIZE_ENTRY = 8;

    /**
     * Reads the payload of a HELLO.
     *
     * @throws WireException if the payload is malformed
     */
    static WireHello parse(ByteBuffer payload) throws WireException {
        byte[] magic = new byte[MAGIC.length];
        ByteBuffer bytes = payload.duplicate().position(0).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() >= HEAD) {
            bytes.get(magic);
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw new WireException("what answers is no timertorture-agent");
        }
        int mark = bytes.getInt();
        if (mark != ORDER_MARK && Integer.reverseBytes(mark) != ORDER_MARK) {
            throw new WireException("the agent's byte order is unknown: " + Integer.toHexString(mark));
        }
        bytes.order(mark == ORDER_MARK ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = bytes.getInt();
        int abi = bytes.getInt();
        long requests = Integer.toUnsignedLong(bytes.getInt());
        if (bytes.remaining() != requests * SIZE_ENTRY) {
            throw new WireException(
                    "the agent's hello names " + requests + " requests but holds " + bytes.remaining() / SIZE_ENTRY);
        }
        Map<Integer, Integer> sizes = new TreeMap<>();
        while (bytes.hasRemaining()) {
            int nr = bytes.getInt();
            sizes.put(nr, bytes.getInt());
        }
        return new WireHello(bytes.order(), version, abi, sizes);
    }

    /**
     * Compares the hello with what the controller was built with.
     *
     * @throws WireException if they differ; the message names both sides of the first difference
     */
    void mustMatch(int expectedAbi, Map<Integer, Integer> expectedSizes) throws WireException {
        mustBe(VERSION, version, "the wire's version");
        mustBe(expectedAbi, abi, "the ABI");
        for (Map.Entry<Integer, Integer> expected : new TreeMap<>(expectedSizes).entrySet()) {
            mustBe(
                    expected.getValue(),
                    sizes.getOrDefault(expected.getKey(), 0),
                    "the struct of request " + expected.getKey());
        }
    }

    private static void mustBe(int ours, int theirs, String what) throws WireException {
        if (ours != theirs) {
            throw new WireException(
                    what + " is " + theirs + " at the agent's and " + ours + " here: build both from one source");
        }
    }
}
