// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** The kernel's preemption model. Ordinals are the header's numbers. */
public enum Preemption implements Named {
    NONE,
    VOLUNTARY,
    FULL,
    LAZY,
    RT
}
