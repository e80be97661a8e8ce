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
    FAR
}
