// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

/**
 * A machine whose costs were published.
 *
 * @param slots number of CPUs
 * @param nodes number of nodes that the CPUs were on
 */
public record PublishedMachine(int slots, int nodes) {

    /** Returns the name that the columns use, for example {@code 32p}. */
    public String name() {
        return slots + "p";
    }

    /** Returns whether the machine has more than one node. */
    public boolean numa() {
        return nodes > 1;
    }
}
