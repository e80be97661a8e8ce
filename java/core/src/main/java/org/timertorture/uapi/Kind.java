// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** What a primitive is. Ordinals are the header's numbers. */
public enum Kind implements Named {
    /** The running kernel's own function. */
    NATIVE,
    /** A model of an older kernel's algorithm. */
    HISTORICAL,
    /** A planted defect. */
    BROKEN,
    /** Nothing is called. */
    NULL
}
