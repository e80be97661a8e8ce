// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The live view of a piece of work: a bar that shows how far it has come, and below that, what is being done. */
final class LiveLines implements AutoCloseable {
    private static final int USUAL_WIDTH = 80;
    private static final int NEVER_MS = Integer.MAX_VALUE;
    private static final long PERCENT = 100;

    private final long total;
    private final int columns;
    private final ProgressBar bar;
    private String drawn = "";

    /**
     * Begins the view.
     *
     * @param done the amount done so far, in the unit of the total
     * @param total the whole amount; 0 if unknown
     * @param elapsed time since the work began
     * @param width the number of columns of the terminal; 0 if unknown
     */
    LiveLines(String what, long done, long total, Duration elapsed, int width) {
        this.total = total;
        // A character in the last column would make some terminals begin another line.
        columns = Math.max(1, (width > 0 ? width : USUAL_WIDTH) - 1);
        bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total > 0 ? PERCENT : -1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(NEVER_MS)
                // Otherwise refresh() draws nothing when the amount is still the first one.
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(text -> drawn = text, columns))
                .startsFrom(percent(done), elapsed)
                .build();
    }

    /**
     * Returns one or two lines.
     *
     * @param doing the part of the work that is in progress; empty if unknown
     * @param done the amount done so far
     */
    List<String> at(long done, String doing) {
        bar.stepTo(percent(done));
        bar.refresh();
        List<String> lines = new ArrayList<>(List.of(drawn));
        if (!doing.isEmpty()) {
            lines.add(doing);
        }
        return lines.stream()
                .map(line -> line.substring(0, Math.min(line.length(), columns)))
                .toList();
    }

    /** The units of the work, such as milliseconds, would tell the user nothing. */
    private long percent(long done) {
        return total > 0 ? PERCENT * Math.min(done, total) / total : done;
    }

    @Override
    public void close() {
        bar.close();
    }
}
