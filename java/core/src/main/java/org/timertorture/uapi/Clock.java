// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** The clock that the module reads. Ordinals are the header's numbers. */
public enum Clock implements Named {
    /** {@code rdtsc_ordered()} */
    TSC,
    /** {@code ktime_get_mono_fast_ns()} */
    KTIME
}
