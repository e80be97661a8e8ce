// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Named;

/** Which CPU deletes a timer: the one that armed it, or another, and then where that one is. */
public enum Placement implements Named {
    LOCAL,
    /** Any other CPU. */
    REMOTE,
    /** Another CPU of the same node. */
    SAME_NODE,
    /** A CPU of the nearest other node. */
    CROSS_NODE,
    /** A CPU of the farthest node. */
    FARTHEST_NODE,
    /** Every other CPU in turn: a tournament in which every two CPUs meet once. */
    ALL_PAIRS;

    /** Returns whether the placement needs several nodes. */
    boolean crossesNodes() {
        return this == CROSS_NODE || this == FARTHEST_NODE;
    }
}
