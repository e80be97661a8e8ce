// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.time.Duration;

/** Says in one line how far a piece of work has come. */
final class ProgressText {
    /** While work is younger than this, an estimate of the time left means little. */
    static final Duration YOUNG = Duration.ofSeconds(10);

    private static final double PERCENT = 100;

    private ProgressText() {}

    /**
     * Returns the line, such as {@code racing: 59 %, about 35 s left; cell 4 of 12}.
     *
     * @param doing the part of the work that is in progress; empty if unknown
     * @param total the whole amount; 0 if unknown
     */
    static String of(String what, String doing, long done, long total, Duration elapsed) {
        return what
                + (total > 0 ? ": " + Math.round(PERCENT * done / total) + " %" : waited(elapsed))
                + left(done, total, elapsed)
                + (doing.isEmpty() ? "" : "; " + doing);
    }

    private static String waited(Duration elapsed) {
        return elapsed.compareTo(YOUNG) < 0 ? " ..." : ", " + elapsed.toSeconds() + " s";
    }

    private static String left(long done, long total, Duration elapsed) {
        if (done <= 0 || total <= 0 || elapsed.compareTo(YOUNG) < 0) {
            return "";
        }
        return ", " + TimeLeft.of(done, total, elapsed);
    }
}
