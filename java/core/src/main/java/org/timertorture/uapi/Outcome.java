// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** How an attempt to delete ended; also what a scenario aims at. Ordinals are the header's numbers. */
public enum Outcome implements Named {
    /** Dequeued before the handler began. */
    EARLY,
    /** The call overlapped the handler. */
    ENCOUNTER,
    /** The handler had ended, or was never due. */
    LATE;

    /** {@code TT_OUTCOMES} */
    public static final int COUNT = 3;

    public static Outcome of(int number) {
        return Named.of(values(), number);
    }
}
