// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.time.Duration;

/**
 * Decides how long a kernel may send no records before it counts as dead. Normally it sends one every 100 ms. The limit
 * grows with the longest pause seen so far, because a machine that pauses is slow rather than dead.
 */
final class Silence {
    private static final long USUAL = Duration.ofSeconds(3).toNanos();
    private static final long HELD_UP = Duration.ofSeconds(30).toNanos();
    /** A teardown waits for RCU grace periods and sends nothing meanwhile. */
    private static final long TEARDOWN = Duration.ofSeconds(10).toNanos();
    /** A silence that began this long before the end of the race did not begin in the teardown. */
    private static final long RACING = Duration.ofSeconds(1).toNanos();
    /** The workers are gathered before the first record. The module gives up after 10 s plus 1 s per worker. */
    private static final long SETUP = Duration.ofSeconds(12).toNanos();

    private static final long WORKER = Duration.ofSeconds(1).toNanos();

    private static final int PAUSES = 10;

    private final long least;
    private final long setup;
    private final long raceNanos;
    private long longestPause;
    private long begun;
    private long heard;
    private boolean first = true;

    /**
     * Creates one for a cell.
     *
     * @param heldUp whether something else may hold up the records, such as a host with too few CPUs, or a network
     */
    Silence(boolean heldUp, int workers, long raceNanos, long now) {
        this.least = heldUp ? HELD_UP : USUAL;
        this.setup = SETUP + workers * WORKER;
        this.raceNanos = raceNanos;
        this.heard = now;
    }

    void heard(long now) {
        if (first) {
            begun = now;
            first = false;
        } else {
            longestPause = Math.max(longestPause, now - heard);
        }
        heard = now;
    }

    /** Records that the workers were told to stop early. */
    void stopping(long now) {
        begun = Math.min(begun, now - raceNanos);
    }

    boolean tooLong(long now) {
        return now - heard > limit();
    }

    private long limit() {
        long limit = Math.max(least, Math.min(HELD_UP, PAUSES * longestPause));
        if (first) {
            return Math.max(limit, setup);
        }
        return heard - begun + RACING >= raceNanos ? Math.max(limit, TEARDOWN) : limit;
    }
}
