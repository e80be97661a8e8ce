// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

/**
 * A machine that figures were published of.
 *
 * @param slots CPUs
 * @param nodes that they were on
 */
public record PublishedMachine(int slots, int nodes) {

    /** As columns call it. */
    public String name() {
        return slots + "p";
    }

    /** Whether it has lines of other nodes. */
    public boolean numa() {
        return nodes > 1;
    }
}
