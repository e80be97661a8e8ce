// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.timertorture.predict.Prediction;
import org.timertorture.predict.PredictionOutcome;
import org.timertorture.predict.Predictions;

/** Prints the predictions of a published table and, after they were tested, their errors. */
public final class PredictionReport {
    private static final int INDENT = 2;
    private static final int CELL = 22;
    private static final int FIGURE = 12;
    private static final String CALIBRATES = "calibrates";
    private static final String NONE = "n/a";
    private static final String WARM = " w";

    private final PrintStream out;

    /** Creates a report. */
    public PredictionReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes what is predicted.
     *
     * @param file where it was written down
     */
    public void predictions(Predictions p, Path file) {
        out.println("predictions of a published table on " + p.kernelRelease() + (p.emulated() ? ", emulated" : ""));
        wrapped("published: ", p.source());
        out.println("the model:");
        p.model().forEach(s -> Lines.wrap("  - ", s, 4, TableReport.WIDTH).forEach(out::println));
        out.println();
        Prediction by =
                p.cells().stream().filter(Prediction::calibrates).findFirst().orElseThrow();
        wrapped(
                "calibrated on " + by.cell() + ": ",
                String.format(
                        Locale.ROOT,
                        "%,d cycles were published, %,.0f are measured here without a penalty, and its %d remote lines weigh"
                                + " %s * X. So X = %,.0f cycles = %d ns (clock %,d kHz). A line weighs 1 at twice the"
                                + " local distance, and in proportion at others.",
                        by.publishedCycles(),
                        by.unpenalisedCycles(),
                        by.lines().count(),
                        weight(by),
                        p.remoteCycles(),
                        p.remoteNs(),
                        p.clockKhz()));
        out.println();
        out.println("PREDICTED at " + p.written() + ", before the runs with that X. Cycles a call:");
        TextTable table = table("", "published", "here, X = 0", "lines", "weight", "weight * X", "predicted");
        out.println(table.titles());
        for (Prediction cell : p.cells()) {
            out.println(table.row(List.of(
                    cell.cell(),
                    rounded(cell.publishedCycles()),
                    rounded(cell.unpenalisedCycles()) + (cell.coldLacking() == null ? "" : WARM),
                    String.valueOf(cell.lines().count()),
                    weight(cell),
                    rounded(cell.lines().weight() * p.remoteCycles()),
                    rounded(cell.cycles()))));
        }
        if (p.cells().stream().anyMatch(c -> c.coldLacking() != null)) {
            out.println("w: measured with warm lines");
        }
        out.println("written to: " + file);
    }

    /** Writes what became of it. */
    public void outcomes(Predictions p, List<PredictionOutcome> outcomes) {
        out.println();
        wrapped(
                "SIMULATED, " + p.remoteNs() + " ns for a line of another node: ",
                "cycles a call. The errors compare the prediction with the simulated and with the published figure, and are"
                        + " positive if it is too high. No machine with such distances was measured. X was fitted to "
                        + p.calibratedOn() + ", so its error is only what the simulated waiting itself costs.");
        TextTable table = table("", "published", "predicted", "SIMULATED", "error", "vs published");
        out.println(table.titles());
        for (PredictionOutcome o : outcomes) {
            boolean calibrates = o.prediction().calibrates();
            out.println(table.row(List.of(
                    o.prediction().cell(),
                    rounded(o.prediction().publishedCycles()),
                    rounded(o.prediction().cycles()),
                    ran(o) ? rounded(o.simulatedCycles()) + (o.coldLacking() == null ? "" : WARM) : NONE,
                    ran(o) ? percent(o.missedSimulatedPercent()) : NONE,
                    calibrates ? CALIBRATES : percent(o.missedPublishedPercent()))));
        }
        outcomes.stream()
                .map(PredictionOutcome::coldLacking)
                .filter(lacking -> lacking != null)
                .distinct()
                .forEach(lacking -> wrapped(
                        WARM.strip() + ": ",
                        "only the distance was simulated, with warm lines, since no line can be cold here (" + lacking
                                + ")"));
        if (!outcomes.stream().allMatch(PredictionReport::ran)) {
            out.println(NONE + ": the cell did not run");
        }
    }

    private static boolean ran(PredictionOutcome o) {
        return o.simulatedCycles() != null;
    }

    private static TextTable table(String... titles) {
        return new TextTable(IntStream.range(0, titles.length)
                .mapToObj(i -> new TextTable.Column(titles[i], i == 0 ? CELL : FIGURE, i > 0))
                .toList());
    }

    private static String weight(Prediction p) {
        double weight = p.lines().weight();
        return String.format(Locale.ROOT, weight == Math.rint(weight) ? "%.0f" : "%.1f", weight);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%+.1f %%", value);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, INDENT, TableReport.WIDTH).forEach(out::println);
    }
}
