// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** Why a cell ended. Ordinals are the header's numbers. */
public enum EndReason implements Named {
    /** Its time is over. */
    TIME,
    /** {@code TT_STOP}. */
    STOPPED,
    /** A call, handler or worker did not end; memory was left behind. */
    HUNG,
    /** One of its CPUs goes offline, or the machine suspends. */
    HOTPLUG,
    /** A native primitive broke rule 1, 4, 6 or 11: the wheel is not to be trusted. */
    SUSPECT
}
