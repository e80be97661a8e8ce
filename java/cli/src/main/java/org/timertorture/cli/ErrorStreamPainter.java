// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.timertorture.progress.LogPainter;
import org.timertorture.progress.Painter;

/**
 * Paints on standard error: in place if that is a terminal, and as sparse lines otherwise. It looks at the terminal only
 * when there is something to paint, because that takes a while.
 */
final class ErrorStreamPainter implements Painter {
    private final PrintStream err;
    private Painter painter;

    ErrorStreamPainter(PrintStream err) {
        this.err = err;
    }

    @Override
    public void paint(String what, String doing, long done, long total, Duration elapsed) {
        if (painter == null) {
            painter = err == System.err
                    ? LivePainter.onStandardError().<Painter>map(live -> live).orElseGet(() -> new LogPainter(err))
                    : new LogPainter(err);
        }
        painter.paint(what, doing, done, total, elapsed);
    }

    @Override
    public void end(String what, Duration elapsed) {
        painter.end(what, elapsed);
    }

    @Override
    public void close() {
        if (painter != null) {
            painter.close();
        }
    }
}
