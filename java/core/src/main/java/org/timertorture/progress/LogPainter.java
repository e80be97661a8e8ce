// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Writes few lines, for logs: one when a piece of work is first shown, one ten seconds later, and then more and more
 * rarely.
 */
public final class LogPainter implements Painter {
    private static final Duration FIRST_PAUSE = ProgressText.YOUNG;

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
        out.println(ProgressText.of(what, doing, done, total, elapsed));
        next = elapsed.plus(pause);
        pause = pause.plus(pause.dividedBy(2));
    }

    @Override
    public void end(String what, Duration elapsed) {
        out.println(what + ": took " + elapsed.toSeconds() + " s");
        next = Duration.ZERO;
        pause = FIRST_PAUSE;
    }
}
