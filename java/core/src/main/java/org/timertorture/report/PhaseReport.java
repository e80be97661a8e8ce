// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.CellResult;
import org.timertorture.result.PhaseHistogram;
import org.timertorture.uapi.Uapi;
import org.timertorture.words.PrimitiveName;

/**
 * Prints where in their handlers' time deletions began, a line for each cell and a character for each bin. Each step of
 * the scale halves the count of the cell's fullest bin; a bin that is not empty always has a mark.
 */
final class PhaseReport {
    private static final String SCALE = ".:-=+*#%@";
    private static final double STEP = Math.log(2);
    private static final TextTable.Column PRIMITIVE = new TextTable.Column("", 26, false);
    private static final TextTable.Column SETTING = new TextTable.Column("", 15, false);

    private final PrintStream out;

    PhaseReport(PrintStream out) {
        this.out = out;
    }

    void write(List<CellResult> cells) {
        List<CellResult> swept = cells.stream().filter(PhaseReport::swept).toList();
        if (swept.isEmpty()) {
            return;
        }
        out.println();
        out.println("Where in their handler's time deletions began. @ is the fullest bin; each mark before it in "
                + SCALE + " is half of it. rare: what the emptiest bin has of an equal share.");
        out.println(PRIMITIVE.lay("") + " " + SETTING.lay("") + " |" + third("before its entry") + "|"
                + third("handler") + "|" + third("after its exit") + "|rare");
        swept.forEach(c -> out.println(PRIMITIVE.lay(PrimitiveName.of(c.kernelName(), c.primitive())) + " "
                + SETTING.lay(c.setting()) + " |" + line(c.coverage().phaseHistogram())
                + rarest(c.coverage().phaseHistogram())));
    }

    private static boolean swept(CellResult cell) {
        return cell.coverage().phaseHistogram() != null && most(cell.coverage().phaseHistogram()) > 0;
    }

    private static long most(PhaseHistogram histogram) {
        return Collections.max(histogram.counts());
    }

    private static String third(String title) {
        String left = " ".repeat((Uapi.PHASE_BINS_EACH - title.length()) / 2);
        return (left + title + " ".repeat(Uapi.PHASE_BINS_EACH)).substring(0, Uapi.PHASE_BINS_EACH);
    }

    private static String line(PhaseHistogram histogram) {
        StringBuilder line = new StringBuilder();
        long most = most(histogram);
        for (int i = 0; i < histogram.counts().size(); i++) {
            line.append(mark(histogram.counts().get(i), most));
            if ((i + 1) % Uapi.PHASE_BINS_EACH == 0) {
                line.append('|');
            }
        }
        return line.toString();
    }

    private static String rarest(PhaseHistogram histogram) {
        return String.format(Locale.ROOT, "%5.2f", histogram.rarestShare());
    }

    private static char mark(long count, long most) {
        if (count == 0) {
            return ' ';
        }
        int below = (int) Math.floor(Math.log((double) most / count) / STEP);
        return SCALE.charAt(Math.max(0, SCALE.length() - 1 - below));
    }
}
