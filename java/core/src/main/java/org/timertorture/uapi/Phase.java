// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** Where in its handler's time a deletion began. Ordinals are the header's numbers. */
public enum Phase implements Named {
    /** Up to one handler's length before its entry. */
    BEFORE,
    /** In its first eighth. */
    ENTRY,
    BODY,
    /** In its last eighth. */
    LAST,
    /** Up to one handler's length after its exit. */
    AFTER,
    /** None of these. */
    FAR;

    /** {@code TT_PHASE_BINS_EACH}: finer bins in the length of a handler. */
    public static final int BINS_EACH = 16;
    /** {@code TT_PHASE_BINS}: a length before the handler's entry, the handler, a length after its exit. */
    public static final int BINS = 3 * BINS_EACH;
}
