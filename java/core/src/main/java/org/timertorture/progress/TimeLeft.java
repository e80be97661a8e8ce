// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.time.Duration;

/** Estimates how long a piece of work still takes. */
final class TimeLeft {
    private static final int A_MINUTE = 60;

    private TimeLeft() {}

    /**
     * Returns the remaining time at the present speed, as in {@code about 48 s left}.
     *
     * @param done the amount done so far; above 0
     * @param total the whole amount
     */
    static String of(long done, long total, Duration elapsed) {
        long seconds = Math.round(elapsed.toMillis() / 1e3 * (total - done) / done);
        return "about " + (seconds < A_MINUTE * 2 ? seconds + " s" : Math.round((double) seconds / A_MINUTE) + " min")
                + " left";
    }
}
