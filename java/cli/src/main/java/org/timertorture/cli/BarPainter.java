// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.timertorture.progress.Painter;

/** A bar that is refreshed in place, and wiped when the work has ended. */
final class BarPainter implements Painter {
    private static final int WIDTH = 79;
    private static final int INTERVAL_MS = 500;

    private final PrintStream out;
    private ProgressBar bar;

    BarPainter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void paint(String what, String doing, long done, long total, Duration elapsed) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(INTERVAL_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .startsFrom(done, elapsed)
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.setExtraMessage(doing);
        bar.stepTo(done);
    }

    @Override
    public void end(String what, Duration elapsed) {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
