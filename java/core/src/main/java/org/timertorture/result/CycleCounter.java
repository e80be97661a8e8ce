// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What is counted while modules are loaded and unloaded. */
public enum CycleCounter implements Named {
    /** Cycles in which the device was closed while the cell raced. */
    CLOSED,
    /** Cycles in which the process that had the device open was killed while the cell raced. */
    KILLED,
    /** Cycles in which the victim module was unloaded. */
    UNLOADED,
    /** Unloads of the victim module in which a deletion began while its timer's handler ran. */
    MET,
    /** Timers of the victim that were pending or in their handler after their deletion. */
    ESCAPED
}
