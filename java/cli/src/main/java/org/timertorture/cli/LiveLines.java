// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.timertorture.progress.TimeLeft;

/** Lays out the live view of a piece of work: how far it has come, and below that, what is being done. */
final class LiveLines {
    private static final int USUAL_WIDTH = 80;
    private static final int MOST_BAR = 40;
    private static final int LEAST_BAR = 5;
    private static final double PERCENT = 100;

    private LiveLines() {}

    /**
     * Returns one or two lines.
     *
     * @param doing the part of the work that is in progress; empty if unknown
     * @param total the whole amount; 0 if unknown
     * @param width the number of columns of the terminal; 0 if unknown
     */
    static List<String> of(String what, String doing, long done, long total, Duration elapsed, int width) {
        // A character in the last column would make some terminals begin another line.
        int columns = (width > 0 ? width : USUAL_WIDTH) - 1;
        List<String> lines = new ArrayList<>(List.of(
                total > 0 ? bar(what, done, total, elapsed, columns) : what + ", " + elapsed.toSeconds() + " s"));
        if (!doing.isEmpty()) {
            lines.add(doing);
        }
        return lines.stream()
                .map(line -> line.substring(0, Math.min(line.length(), Math.max(1, columns))))
                .collect(Collectors.toList());
    }

    private static String bar(String what, long done, long total, Duration elapsed, int columns) {
        double share = Math.min(1, (double) done / total);
        String figures = Math.round(PERCENT * share) + " %"
                + (done > 0 && done < total ? ", " + TimeLeft.of(done, total, elapsed) : "");
        int room = Math.min(MOST_BAR, columns - what.length() - figures.length() - " [] ".length());
        if (room < LEAST_BAR) {
            return what + " " + figures;
        }
        int full = (int) Math.round(share * room);
        return what + " [" + "=".repeat(full) + " ".repeat(room - full) + "] " + figures;
    }
}
