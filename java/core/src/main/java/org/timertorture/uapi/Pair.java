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
 */
public record Pair(int deleter, int base, int node) {

    /** Writes {@code struct tt_pair}. */
    public ByteBuffer encode(ByteOrder order) {
        ByteBuffer buffer = Layouts.PAIR.allocate(order);
        Layouts.PAIR
                .at(buffer, 0)
                .putU32("deleter_cpu", deleter)
                .putU32("base_cpu", base)
                .putU32("node", node);
        return buffer;
    }

    /** Whether one CPU does both. */
    public boolean local() {
        return deleter == base;
    }
}
