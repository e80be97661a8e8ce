// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.CellOutcome;
import org.timertorture.matrix.MatrixFacts;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MergedCell;
import org.timertorture.matrix.RowSummary;
import org.timertorture.matrix.Spread;
import org.timertorture.report.VerdictLine;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.stats.ColdLines;
import org.timertorture.stats.Tally;

/** The part of a page that shows a matrix. Runs are added one by one, and only their figures are kept. */
final class MatrixSection {
    private static final int LEAST_CALLS_OF_P99 = 100;

    private final MatrixFacts facts;
    private final int number;
    private final MatrixGrid grid;
    private final Map<String, Map<String, Tally>> tallies = new LinkedHashMap<>();

    /**
     * Creates the section.
     *
     * @param number the number of the section on its page
     */
    MatrixSection(MatrixFacts facts, int number) {
        this.facts = facts;
        this.number = number;
        this.grid = new MatrixGrid(facts.rows());
    }

    void add(MatrixOutcome outcome, Optional<RunResult> result) throws IOException {
        grid.add(outcome, result);
        if (result.isPresent()) {
            for (CellResult cell : result.get().cells()) {
                LatencySummary aimed = ColdLines.measured(cell);
                if (aimed != null) {
                    tallies.computeIfAbsent(cell.id(), id -> new LinkedHashMap<>())
                            .merge(
                                    outcome.row(),
                                    Tally.of(aimed.histogram()),
                                    (one, other) -> Tally.sum(List.of(one, other)));
                }
            }
        }
    }

    String title() {
        return "matrix of " + facts.plan().name() + ", " + grid.rows().size()
                + (grid.rows().size() == 1 ? " row, " : " rows, ") + facts.repeat()
                + (facts.repeat() == 1 ? " repeat" : " repeats");
    }

    DomContent content() {
        List<RowSummary> bad =
                grid.rows().stream().filter(row -> row.worst() != ExitCode.OK).toList();
        return section(
                div(
                                Parts.verdict(ExitCode.of(facts.exit()), title()),
                                p(grid.asExpected() + " of " + grid.runs() + " runs as expected"
                                        + (facts.complete() ? "" : "; some are not run yet")),
                                Parts.facts(environment()),
                                Parts.command("command-" + number, RunCommand.of(facts)))
                        .withClass("card"),
                each(bad, this::failed),
                Parts.fold(
                        false,
                        grid.rows().size() - bad.size() + " of " + grid.rows().size()
                                + " kernels and machines are as they should be",
                        summary()),
                kernels(),
                curves(),
                Parts.fold(false, "All figures, with the range over the repeats", figures()));
    }

    private Map<String, String> environment() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(
                "plan",
                facts.plan().name() + ", "
                        + String.format(
                                Locale.ROOT,
                                "%.1f s of racing a run",
                                facts.plan().seconds()));
        shown.put(
                "CPUs",
                facts.environment().accel()
                        + (grid.emulated() ? " (emulated: times mean nothing outside the run)" : ""));
        shown.put("host", RunSection.host(facts.environment().host()));
        shown.put("started", facts.environment().started());
        shown.put("timertorture", facts.environment().toolVersion());
        return shown;
    }

    private DomContent failed(RowSummary row) {
        return Parts.fold(
                true,
                VerdictLine.word(row.worst()) + ": " + row.row().id(),
                ul(each(
                        row.reasons(),
                        reason -> li(reason.text() + (reason.runs() > 1 ? " (" + reason.runs() + " runs)" : "")))));
    }

    private DomContent summary() {
        return Parts.grid(
                "Kernels and machines",
                List.of(
                        Parts.Column.text("kernel and machine"),
                        Parts.Column.text("verdict"),
                        Parts.Column.number("as expected"),
                        Parts.Column.text("trust"),
                        Parts.Column.number("defects seen"),
                        Parts.Column.number("boot")),
                grid.rows().stream()
                        .map(row -> List.of(
                                row.row().id(),
                                VerdictLine.word(row.worst()),
                                row.asExpected() + "/" + row.runs(),
                                row.trust().map(t -> t.label()).orElse("-"),
                                row.defectsPlanted() == 0 ? "-" : row.defectsSeen() + "/" + row.defectsPlanted(),
                                row.bootSeconds()
                                        .map(s -> String.format(Locale.ROOT, "%.1f s", s.median()))
                                        .orElse("-")))
                        .toList());
    }

    private DomContent kernels() {
        List<String> rows = grid.rows().stream().map(row -> row.row().id()).toList();
        List<Charts.Kernels.Line> lines = new ArrayList<>();
        List<Drawings.Range> ranges = new ArrayList<>();
        for (MatrixGrid.Column column : grid.columns()) {
            List<Double> medians = new ArrayList<>();
            for (RowSummary row : grid.rows()) {
                Optional<Spread> p50 = row.cell(column.id()).flatMap(MergedCell::p50);
                medians.add(p50.map(Spread::median).orElse(null));
                p50.ifPresent(s -> ranges.add(new Drawings.Range(
                        column.id(),
                        row.row().kernel(),
                        s.least(),
                        s.median(),
                        s.most(),
                        RunSection.whole(s.median()) + " ns",
                        "")));
            }
            if (medians.stream().anyMatch(median -> median != null && median > 0)) {
                lines.add(new Charts.Kernels.Line(column.id(), medians));
            }
        }
        if (lines.isEmpty()) {
            return p("No cell has times.");
        }
        String title = "Median time of each primitive, kernel by kernel" + (grid.emulated() ? " (emulated)" : "");
        return div(
                        h2("Kernels"),
                        Charts.chart(
                                "kernels",
                                title,
                                new Charts.Kernels(rows, lines),
                                Drawings.ranges(title + ", with the range over the repeats", ranges, 0)))
                .withClass("card");
    }

    private DomContent curves() {
        List<Charts.Percentiles.Choice> choices = new ArrayList<>();
        List<Drawings.Range> ranges = new ArrayList<>();
        tallies.forEach((cell, byRow) -> {
            List<Charts.Percentiles.Curve> curves = new ArrayList<>();
            byRow.forEach((row, tally) -> {
                curves.add(Curves.of(row, tally));
                if (tally.count() >= LEAST_CALLS_OF_P99) {
                    ranges.add(new Drawings.Range(
                            cell,
                            row,
                            tally.quantile(0.01),
                            tally.quantile(0.5),
                            tally.quantile(0.99),
                            RunSection.whole(tally.quantile(0.5)) + " to " + RunSection.whole(tally.quantile(0.99))
                                    + " ns",
                            ""));
                }
            });
            choices.add(new Charts.Percentiles.Choice(cell, curves));
        });
        if (ranges.isEmpty()) {
            return div();
        }
        String title = "Times of all repeats together, over percentiles";
        return div(
                        h2("How long the calls took"),
                        Charts.chart(
                                "percentiles",
                                title,
                                new Charts.Percentiles(choices, 0),
                                Drawings.ranges("1 %, median and 99 % of the calls", ranges, 0)))
                .withClass("card");
    }

    private DomContent figures() {
        List<List<String>> rows = new ArrayList<>();
        for (MatrixGrid.Column column : grid.columns()) {
            for (RowSummary row : grid.rows()) {
                Optional<MergedCell> cell = row.cell(column.id());
                rows.add(List.of(
                        column.id(),
                        row.row().id(),
                        cell.map(MergedCell::outcome).map(CellOutcome::words).orElse("-"),
                        cell.flatMap(MergedCell::shareMet)
                                .map(s -> range(s, 100))
                                .orElse("-"),
                        cell.flatMap(MergedCell::p50).map(s -> range(s, 1)).orElse("-"),
                        cell.flatMap(MergedCell::p99).map(s -> range(s, 1)).orElse("-")));
            }
        }
        return Parts.grid(
                "Median (least to most) over the repeats",
                List.of(
                        Parts.Column.text("cell"),
                        Parts.Column.text("kernel and machine"),
                        Parts.Column.text("result"),
                        Parts.Column.number("hit, %"),
                        Parts.Column.number("p50 ns"),
                        Parts.Column.number("p99 ns")),
                rows);
    }

    private static String range(Spread spread, double factor) {
        return RunSection.whole(factor * spread.median()) + " (" + RunSection.whole(factor * spread.least()) + " to "
                + RunSection.whole(factor * spread.most()) + ")";
    }
}
