// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.timertorture.qemu.ConsoleGrowth;

/**
 * Says which part of a guest's time does not count against a limit: the time in which it could not run, and, as long as
 * it boots, the time up to the last line that it printed.
 */
final class BootClock {
    /** A guest that prints for longer than this, without being up, is given up at some time, too. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final LongSupplier standstill;
    private final ConsoleGrowth growth;
    private volatile boolean over;

    BootClock(LongSupplier standstill, ConsoleGrowth growth) {
        this.standstill = standstill;
        this.growth = growth;
    }

    /** From now on, what the guest prints excuses nothing. */
    void bootIsOver() {
        over = true;
    }

    long excusedNanos() {
        long printed = over ? 0 : Math.min(growth.printed().toNanos(), LONGEST.toNanos());
        return standstill.getAsLong() + printed;
    }
}
