// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** {@code TT_COLD_*}: what is done to a model's lines before each timed call. Ordinals are the header's numbers. */
public enum Cold implements Named {
    /** Nothing. */
    NONE,
    /** Flushed out of all caches. */
    FLUSH,
    /** Written by the CPUs that own them. */
    DIRTY
}
