// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.time.Duration;

/**
 * How long a kernel may say nothing before it is taken for dead. It speaks every 100 ms; the limit grows with the
 * longest pause that was seen, since then the machine is slow, not dead.
 */
final class Silence {
    private static final long USUAL = Duration.ofSeconds(3).toNanos();
    private static final long OVERCOMMITTED = Duration.ofSeconds(30).toNanos();
    /** A teardown waits for grace periods of RCU, and says nothing meanwhile. */
    private static final long TEARDOWN = Duration.ofSeconds(10).toNanos();
    /** Who fell silent this long before the end of the race did not do so in the teardown. */
    private static final long RACING = Duration.ofSeconds(1).toNanos();
    /** Workers are gathered before the first record: the module gives up after 10 s and one more for each. */
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

    Silence(boolean overcommitted, int workers, long raceNanos, long now) {
        this.least = overcommitted ? OVERCOMMITTED : USUAL;
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

    /** The workers are to stop before their time. */
    void stopping(long now) {
        begun = Math.min(begun, now - raceNanos);
    }

    boolean tooLong(long now) {
        return now - heard > limit();
    }

    private long limit() {
        long limit = Math.max(least, Math.min(OVERCOMMITTED, PAUSES * longestPause));
        if (first) {
            return Math.max(limit, setup);
        }
        return heard - begun + RACING >= raceNanos ? Math.max(limit, TEARDOWN) : limit;
    }
}
