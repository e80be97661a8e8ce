// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.CellResult;
import org.timertorture.stats.BatchCurve;

/** Prints races per second over the batch size and compares the size that the engine chose with the best one. */
final class BatchCurveReport {
    private static final int BAR = 40;
    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("batch", 11, true),
            new TextTable.Column("races/s", 10, true),
            new TextTable.Column("least", 10, true),
            new TextTable.Column("most", 10, true),
            new TextTable.Column("hit", 4, true),
            new TextTable.Column("", BAR, false)));

    private final PrintStream out;

    BatchCurveReport(PrintStream out) {
        this.out = out;
    }

    void write(List<CellResult> cells) {
        BatchCurve.of(cells).forEach(this::write);
    }

    private void write(BatchCurve curve) {
        out.println();
        int runs = curve.points().get(0).runs();
        wrapped("races/s by batch size: " + curve.primitive() + ", " + curve.setting()
                + (runs > 1 ? " (medians of " + runs + " runs)" : ""));
        if (runs > 1) {
            out.println("least, most: the races/s of the slowest and of the fastest run.");
        }
        out.println(TABLE.titles());
        double most = Math.max(
                curve.best().perSecond(),
                curve.chosen() == null ? 0 : curve.chosen().perSecond());
        for (BatchCurve.Point point : curve.points()) {
            out.println(row("", point, most));
        }
        if (curve.chosen() != null) {
            out.println(row("auto ", curve.chosen(), most));
            wrapped(comparison(curve.chosen(), curve.best()));
        }
    }

    private void wrapped(String text) {
        Lines.wrap("", text, 2, TableReport.WIDTH).forEach(out::println);
    }

    private static String row(String prefix, BatchCurve.Point point, double most) {
        return TABLE.row(List.of(
                prefix + point.batch(),
                Figures.rate(point.perSecond()),
                Figures.rate(point.least()),
                Figures.rate(point.most()),
                Figures.percent(point.shareMet()),
                Figures.bar(most > 0 ? point.perSecond() / most : 0, BAR)));
    }

    private static String comparison(BatchCurve.Point chosen, BatchCurve.Point best) {
        if (best.perSecond() <= 0) {
            return "No deletion overlapped a handler at any batch size.";
        }
        return String.format(
                Locale.ROOT,
                "The engine chose %d timers a batch and reached %.2f times the races/s of %d, the best size in the plan%s.",
                chosen.batch(),
                chosen.perSecond() / best.perSecond(),
                best.batch(),
                chosen.runs() > 1 && chosen.overlaps(best) ? "; the ranges of their runs overlap" : "");
    }
}
