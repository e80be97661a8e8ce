// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

import java.io.PrintStream;
import java.time.Duration;

/** Writes sparse lines, for logs: at first, then every ten seconds, then rarer and rarer. */
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
    public void paint(String what, long done, long total, Duration elapsed) {
        if (elapsed.compareTo(next) < 0) {
            return;
        }
        out.println(what + (total > 0 ? ": " + Math.round(PERCENT * done / total) + " %" : " ..."));
        next = elapsed.plus(pause);
        pause = pause.plus(pause.dividedBy(2));
    }

    @Override
    public void end(String what, Duration elapsed) {
        out.println(what + ": done after " + elapsed.toSeconds() + " s");
        next = Duration.ZERO;
        pause = FIRST_PAUSE;
    }
}
