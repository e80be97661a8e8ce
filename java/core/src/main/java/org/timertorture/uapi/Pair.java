// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One placement.
 *
 * @param deleter the CPU that deletes
 * @param base the CPU that arms
 * @param node the memory node of the timers
 * @param third the CPU where somebody else interferes; {@link #NO_CPU} if nobody does
 */
public record Pair(int deleter, int base, int node, int third) {
    /** No third CPU: {@code TT_NO_CPU}. */
    public static final int NO_CPU = -1;

    /** Without a third CPU. */
    public Pair(int deleter, int base, int node) {
        this(deleter, base, node, NO_CPU);
    }

    /** Writes {@code struct tt_pair}. */
    public ByteBuffer encode(ByteOrder order) {
        ByteBuffer buffer = Layouts.PAIR.allocate(order);
        Layouts.PAIR
                .at(buffer, 0)
                .putU32("deleter_cpu", deleter)
                .putU32("base_cpu", base)
                .putU32("node", node)
                .putU32("third_cpu", Integer.toUnsignedLong(third));
        return buffer;
    }

    public boolean hasThird() {
        return third != NO_CPU;
    }

    /** Whether one CPU does both. */
    public boolean local() {
        return deleter == base;
    }
}
