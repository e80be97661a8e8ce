// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.timertorture.judge.CellJudge;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CalibrationResult;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.Headline;
import org.timertorture.result.RunResult;
import org.timertorture.stats.NodeCosts;
import org.timertorture.uapi.Arming;
import org.timertorture.words.PrimitiveName;

/** Prints a result for a person at a terminal: verdict and both trusts, a row for each cell, and the findings. */
public final class TableReport {
    /** The longest line of a report that is not wide, in characters. */
    public static final int WIDTH = 100;

    private static final int INDENT = 2;

    private final PrintStream out;
    private final boolean wide;
    private final Emphasis emphasis;

    /**
     * A report.
     *
     * @param wide whether to show all columns and all evidence, in lines as long as that takes
     * @param emphasis makes the verdict and the results of rows stand out
     */
    public TableReport(PrintStream out, boolean wide, Emphasis emphasis) {
        this.out = out;
        this.wide = wide;
        this.emphasis = emphasis;
    }

    /**
     * A report in which nothing stands out.
     *
     * @param wide whether to show all columns and all evidence, in lines as long as that takes
     */
    public TableReport(PrintStream out, boolean wide) {
        this(out, wide, Emphasis.NONE);
    }

    public void write(RunResult result) {
        SummaryReport summary = new SummaryReport(out, wide, emphasis);
        summary.heading(result, true);
        String mark = result.environment().emulated() ? "(emulated)" : "";
        List<CellResult> shown = shown(result);
        rows(shown.stream().filter(c -> c.settings().model().remoteNs() == 0).toList(), result.environment(), mark);
        rows(
                shown.stream().filter(c -> c.settings().model().remoteNs() > 0).toList(),
                result.environment(),
                "SIMULATED");
        new NodeReport(out).write(result.cells());
        new DefeatsReport(out, wide).write(result.cells());
        summary.reasons(result.trust());
        summary.oracle(result.oracle());
        new FindingsReport(out, wide).write(result.cells());
        new BatchCurveReport(out).write(result.cells());
        if (wide) {
            new PhaseReport(out).write(result.cells());
        }
        headline(result);
        limit(result.cells());
        calibrations(result.cells());
        armings(result.cells());
        new GustafsonReport(out).write(result.growth(), result.environment().emulated());
        summary.ending(result.ending());
    }

    /** Prints a table of cells. Costs with a simulated penalty and measured costs are never in the same table. */
    private void rows(List<CellResult> cells, Environment environment, String mark) {
        if (cells.isEmpty()) {
            return;
        }
        out.println();
        CellRows rows = new CellRows(cells, environment, wide, emphasis);
        rows.titles(mark).forEach(out::println);
        rows.lines().forEach(out::println);
        List<String> legend = rows.legend();
        if (!legend.isEmpty()) {
            out.println();
            legend.forEach(out::println);
        }
    }

    /**
     * Leaves out planted defects that were raced before the plan and caught, which have a line of their own, and models
     * whose costs have tables of their own.
     */
    private List<CellResult> shown(RunResult result) {
        List<CellResult> shown = result.cells().stream()
                .filter(c -> !DefeatsReport.tells(c))
                .filter(c -> wide || !NodeCosts.tells(c) || CellOutcome.of(c) != CellOutcome.OK)
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
        out.println(shown.size() - rest.size() + " cells with models of old kernels are in the tables of costs below.");
        return rest;
    }

    private void headline(RunResult result) {
        Headline headline = result.headline();
        if (headline == null) {
            return;
        }
        out.println();
        wrapped(
                "headline: ",
                String.format(
                        Locale.ROOT,
                        "%s in %s: the chase reaches %s races/s and hits %s of the handlers (median of %s%s)%s",
                        result.cells().stream()
                                .filter(cell -> cell.primitive().equals(headline.primitive()))
                                .findFirst()
                                .map(cell -> PrimitiveName.of(cell.kernelName(), cell.primitive()))
                                .orElse(headline.primitive()),
                        headline.scenario(),
                        Figures.rate(headline.chasePerSecond()),
                        Figures.percent(headline.chaseShareMet()),
                        headline.chaseRuns() == 1 ? "one run" : headline.chaseRuns() + " runs",
                        result.environment().emulated() ? ", emulated" : "",
                        headline.against().stream().map(TableReport::against).collect(Collectors.joining())));
    }

    /** Compares the rates of the chases with those of the same batches if nobody deletes. */
    private void limit(List<CellResult> cells) {
        DoubleSummaryStatistics shares = cells.stream()
                .flatMap(c -> c.shareOfLimit().stream().boxed())
                .collect(Collectors.summarizingDouble(Double::doubleValue));
        if (shares.getCount() > 0) {
            String least = Figures.percent(shares.getMin());
            String most = Figures.percent(shares.getMax());
            out.println();
            wrapped(
                    "limit: ",
                    "races/s were " + (least.equals(most) ? most : least + " to " + most)
                            + " of the handlers that the same batches run in a second if nobody deletes");
        }
    }

    private static String against(Headline.Against other) {
        return String.format(
                Locale.ROOT,
                "; align %s has %d races in %.1f s, at most %s/s (95 %% Poisson bound), so the chase is at least %s times as"
                        + " fast",
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
                                "%s in %s: with recording it does %.3f times the operations a second that it does without"
                                        + " (median of %d pairs of slices; %s against %s)",
                                PrimitiveName.of(cell.kernelName(), cell.primitive()),
                                cell.scenario(),
                                c.medianRatio(),
                                c.slices(),
                                Figures.rate(c.recordedOpsPerSecond()),
                                Figures.rate(c.bareOpsPerSecond())));
            }
        }
    }

    /** Says how often each function armed a timer. */
    private void armings(List<CellResult> cells) {
        List<String> counts = Arrays.stream(Arming.values())
                .map(a -> new AbstractMap.SimpleEntry<>(
                        a,
                        cells.stream()
                                .mapToLong(c -> c.coverage().armedBy().getOrDefault(a, 0L))
                                .sum()))
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getKey().label().replace('-', '_') + " " + Figures.brief(e.getValue()))
                .toList();
        if (!counts.isEmpty()) {
            out.println();
            wrapped("armed by: ", String.join(", ", counts));
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
