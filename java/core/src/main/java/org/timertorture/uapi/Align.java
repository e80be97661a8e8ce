// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** The engine that brings deletion and handler together. Ordinals are the header's numbers. */
public enum Align implements Named {
    /** Arm and delete, as fast as it goes. */
    NONE,
    /** One timer a tick, barrier and random delay. */
    SPIN,
    /** A batch a tick, the deleter follows its handlers. */
    CHASE
}
