// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.timertorture.judge.CellJudge;
import org.timertorture.result.CalibrationResult;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Headline;
import org.timertorture.result.RunResult;

/** The result for a person at a terminal: verdict and both trusts, then a row a cell, then what wants telling. */
public final class TableReport {
    /** Lines are not longer than this unless told. */
    public static final int WIDTH = 100;

    private static final int INDENT = 2;

    private final PrintStream out;
    private final boolean wide;

    /**
     * A report.
     *
     * @param wide whether to show all columns and all evidence, in lines as long as that takes
     */
    public TableReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    public void write(RunResult result) {
        SummaryReport summary = new SummaryReport(out, wide);
        summary.heading(result);
        String unit = result.environment().emulated() ? "ns (emulated)" : "ns";
        List<CellResult> shown = shown(result);
        rows(shown.stream().filter(c -> c.settings().model().remoteNs() == 0).toList(), unit);
        rows(shown.stream().filter(c -> c.settings().model().remoteNs() > 0).toList(), "ns (SIMULATED)");
        new DefeatsReport(out, wide).write(result.cells());
        summary.reasons(result.trust());
        summary.oracle(result.oracle());
        new FindingsReport(out, wide).write(result.cells());
        new BatchCurveReport(out).write(result.cells());
        if (wide) {
            new PhaseReport(out).write(result.cells());
        }
        headline(result.headline(), result.environment().emulated());
        calibrations(result.cells());
        new GustafsonReport(out).write(result.growth(), result.environment().emulated());
        summary.ending(result.ending());
    }

    /** Those of stated penalties are never in one table with measured ones. */
    private void rows(List<CellResult> cells, String unit) {
        if (cells.isEmpty()) {
            return;
        }
        out.println();
        CellRow row = new CellRow(wide);
        out.println(" ".repeat(row.nanosBegin()) + centred(unit));
        out.println(row.titles());
        row.lines(cells, wide ? Integer.MAX_VALUE : WIDTH).forEach(out::println);
    }

    /**
     * The cells before the plan are told of in a line, unless one of them went wrong; so are those whose costs have
     * tables of their own.
     */
    private List<CellResult> shown(RunResult result) {
        List<CellResult> shown = result.cells().stream()
                .filter(c -> !DefeatsReport.tells(c))
                .filter(c -> wide || !c.oracle() || !new CellJudge(c).defectSeen())
                .toList();
        if (result.growth() == null) {
            return shown;
        }
        List<CellResult> rest = shown.stream()
                .filter(c -> c.models().isEmpty()
                        || c.status() != CellStatus.RAN
                        || !c.violations().isEmpty())
                .toList();
        out.println();
        out.println(shown.size() - rest.size() + " cells of models are in the tables of costs below");
        return rest;
    }

    private static String centred(String text) {
        int width = 8 + 1 + 8 + 1 + 9;
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private void headline(Headline headline, boolean emulated) {
        if (headline == null) {
            return;
        }
        out.println();
        wrapped(
                "headline: ",
                String.format(
                        Locale.ROOT,
                        "%s, %s: chase %s encounters/s, %s of expiries met (median of %d%s)%s",
                        headline.primitive(),
                        headline.scenario(),
                        Figures.rate(headline.chasePerSecond()),
                        Figures.percent(headline.chaseShareMet()),
                        headline.chaseRuns(),
                        emulated ? ", emulated" : "",
                        headline.against().stream().map(TableReport::against).collect(Collectors.joining())));
    }

    private static String against(Headline.Against other) {
        return String.format(
                Locale.ROOT,
                "; %s %d in %.1f s, at most %s/s (95 %%, Poisson), ratio at least %s",
                other.align().label(),
                other.encounters(),
                other.seconds(),
                Figures.rate(other.upperPerSecond()),
                Figures.rate(other.ratio()));
    }

    private void calibrations(List<CellResult> cells) {
        for (CellResult cell : cells) {
            CalibrationResult c = cell.timing().calibration();
            if (c != null) {
                out.println();
                wrapped(
                        "calibration: ",
                        String.format(
                                Locale.ROOT,
                                "%s, %s: with recording %.3f of the operations a second without (median of %d pairs of"
                                        + " slices; %s against %s)",
                                cell.kernelName(),
                                cell.scenario(),
                                c.medianRatio(),
                                c.slices(),
                                Figures.rate(c.recordedOpsPerSecond()),
                                Figures.rate(c.bareOpsPerSecond())));
            }
        }
    }

    private void wrapped(String head, String text) {
        Lines.wrap(
                        head,
                        text,
                        Math.max(INDENT, head.isBlank() || head.startsWith(" ") ? head.length() : INDENT),
                        wide ? Integer.MAX_VALUE : WIDTH)
                .forEach(out::println);
    }
}
