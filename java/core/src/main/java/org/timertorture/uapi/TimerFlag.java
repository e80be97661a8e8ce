// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Set;

/** {@code TT_TIMER_*}: how a timer is set up. A flag's bit is 1 shifted by its ordinal. */
public enum TimerFlag implements Named {
    /** Expires on the CPU that armed it. */
    PINNED,
    /** Does not wake an idle CPU. */
    DEFERRABLE,
    /** Its handler runs with interrupts off. */
    IRQSAFE;

    /** The flags of a set, as {@code struct tt_start} has them. */
    public static int mask(Set<TimerFlag> flags) {
        return flags.stream().mapToInt(f -> 1 << f.ordinal()).sum();
    }
}
