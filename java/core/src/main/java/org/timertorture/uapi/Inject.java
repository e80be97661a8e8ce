// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** Faults for the tests of the tool itself. Ordinals are the header's numbers. */
public enum Inject implements Named {
    NONE,
    /** Panic in a handler right after the first violation in the second half of the cell. */
    PANIC,
    /** All CPUs spin with interrupts off, likewise. */
    HANG,
    /** One worker does not wait at the start barrier. */
    EARLY_START,
    /** A bad pointer in a kthread, likewise. */
    OOPS,
    /** A handler does not end for 30 s. */
    STUCK
}
