// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteOrder;

/**
 * One placement.
 *
 * @param deleter the CPU that deletes
 * @param base the CPU that arms
 * @param node the memory node of the timers
 * @param third the CPU where somebody else interferes; {@link Uapi#NO_CPU} if nobody does
 */
public record Pair(int deleter, int base, int node, int third) {
    /** Creates a pair without a third CPU. */
    public Pair(int deleter, int base, int node) {
        this(deleter, base, node, Uapi.NO_CPU);
    }

    /** Returns the struct that adds the pair. */
    public PairStruct encode(ByteOrder order) {
        return new PairStruct(order)
                .deleterCpu(deleter)
                .baseCpu(base)
                .node(node)
                .thirdCpu(third);
    }

    public boolean hasThird() {
        return third != Uapi.NO_CPU;
    }

    /** Returns whether one CPU arms and deletes. */
    public boolean local() {
        return deleter == base;
    }
}
