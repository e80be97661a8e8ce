// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Writes few lines, for logs: one when a piece of work is first shown, one ten seconds later, and then more and more
 * rarely.
 */
public final class LogPainter implements Painter {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final double PERCENT = 100;

    private final PrintStream out;
    private Duration next = Duration.ZERO;
    private Duration pause = FIRST_PAUSE;

    public LogPainter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void paint(String what, String doing, long done, long total, Duration elapsed) {
        if (elapsed.compareTo(next) < 0) {
            return;
        }
        out.println(what
                + (total > 0 ? ": " + Math.round(PERCENT * done / total) + " %" : waited(elapsed))
                + left(done, total, elapsed)
                + (doing.isEmpty() ? "" : "; " + doing));
        next = elapsed.plus(pause);
        pause = pause.plus(pause.dividedBy(2));
    }

    private static String waited(Duration elapsed) {
        return elapsed.compareTo(FIRST_PAUSE) < 0 ? " ..." : ", " + elapsed.toSeconds() + " s";
    }

    /** Estimates the remaining time. Returns an empty string while the estimate would mean little. */
    private static String left(long done, long total, Duration elapsed) {
        if (done <= 0 || total <= 0 || elapsed.compareTo(FIRST_PAUSE) < 0) {
            return "";
        }
        return ", " + TimeLeft.of(done, total, elapsed);
    }

    @Override
    public void end(String what, Duration elapsed) {
        out.println(what + ": took " + elapsed.toSeconds() + " s");
        next = Duration.ZERO;
        pause = FIRST_PAUSE;
    }
}
