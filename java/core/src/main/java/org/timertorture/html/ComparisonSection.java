// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.timertorture.compare.CellComparison;
import org.timertorture.compare.Comparison;
import org.timertorture.compare.Decision;
import org.timertorture.compare.Metric;
import org.timertorture.report.ComparisonReport;

/** The part of a page that shows a comparison. */
final class ComparisonSection {
    private static final int NAMES = 320;

    private final Comparison comparison;

    ComparisonSection(Comparison comparison) {
        this.comparison = comparison;
    }

    String title() {
        return "comparison: " + ComparisonReport.counts(comparison);
    }

    DomContent content() {
        List<CellComparison> slower = comparison.cells().stream()
                .filter(c -> c.decision() == Decision.SLOWER)
                .toList();
        List<CellComparison> others = comparison.cells().stream()
                .filter(c -> c.decision() != Decision.SLOWER)
                .toList();
        return section(
                div(
                                Parts.verdict(comparison.exit(), title()),
                                p("Control (A's own boots in two halves): "
                                        + ComparisonReport.control(comparison.control())),
                                each(
                                        comparison.mismatches(),
                                        m -> p("Compared although there are " + m)
                                                .withClass("bad")),
                                Parts.facts(facts()),
                                Parts.command("command-0", command()))
                        .withClass("card"),
                slower.isEmpty() ? div() : Parts.fold(true, "Slower", table("Slower", slower)),
                forest(),
                others.isEmpty() ? div() : Parts.fold(false, "All others", table("All others", others)),
                comparison.incomparable().isEmpty() ? div() : incomparable());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("A", side(comparison.a()));
        facts.put("B", side(comparison.b()));
        facts.put("machine", comparison.a().machine());
        facts.put("tolerance", String.format(Locale.ROOT, "%.3g %%", 100 * comparison.tolerance()));
        return facts;
    }

    private static String side(Comparison.Side side) {
        return String.join(", ", side.kernels()) + ", " + side.boots() + (side.boots() == 1 ? " boot" : " boots")
                + ", from " + String.join(", ", side.files());
    }

    private String command() {
        return "scripts/timertorture compare " + String.join(",", comparison.a().files()) + " "
                + String.join(",", comparison.b().files()) + " --tolerance " + comparison.tolerance() + " --seed "
                + comparison.seed() + (comparison.mismatches().isEmpty() ? "" : " --force");
    }

    private static String name(CellComparison c) {
        return (c.row().isEmpty() ? "" : c.row() + " ") + c.cell() + " "
                + c.metric().label();
    }

    private DomContent table(String title, List<CellComparison> cells) {
        return Parts.grid(
                title,
                List.of(
                        Parts.Column.text("cell"),
                        Parts.Column.number("A sec/call"),
                        Parts.Column.number("B sec/call"),
                        Parts.Column.text("B vs A"),
                        Parts.Column.text("95 % interval of the ratio"),
                        Parts.Column.text("decision")),
                cells.stream()
                        .map(c -> List.of(
                                name(c),
                                ComparisonReport.figure(c.a()),
                                ComparisonReport.figure(c.b()),
                                ComparisonReport.change(c),
                                c.low() == null
                                        ? "unknown"
                                        : String.format(Locale.ROOT, "%.3f to %.3f", c.low(), c.high()),
                                ComparisonReport.decision(c, comparison.tolerance())))
                        .toList());
    }

    private DomContent forest() {
        List<CellComparison> known = Stream.of(Metric.values())
                .flatMap(metric -> comparison.cells().stream()
                        .filter(c -> c.metric() == metric && c.low() != null)
                        .sorted(Comparator.comparingDouble(CellComparison::ratio)
                                .reversed()))
                .toList();
        if (known.isEmpty()) {
            return p("No interval is known: a side has one boot only.");
        }
        String title = "Time of B relative to A, with 95 % intervals";
        return div(
                        h2("Intervals"),
                        Charts.chart(
                                "forest",
                                title,
                                new Charts.Forest(
                                        known.stream()
                                                .map(c -> new Charts.Forest.Interval(
                                                        name(c),
                                                        c.low(),
                                                        c.ratio(),
                                                        c.high(),
                                                        c.decision().words()))
                                                .toList(),
                                        comparison.tolerance(),
                                        NAMES),
                                Drawings.ranges(
                                        title,
                                        known.stream()
                                                .map(c -> new Drawings.Range(
                                                        "",
                                                        name(c),
                                                        c.low(),
                                                        c.ratio(),
                                                        c.high(),
                                                        String.format(Locale.ROOT, "%+.1f %%", 100 * (c.ratio() - 1))
                                                                + " "
                                                                + c.decision().words(),
                                                        c.decision().label()))
                                                .toList(),
                                        1)))
                .withClass("card");
    }

    private DomContent incomparable() {
        return Parts.fold(
                comparison.cells().isEmpty(),
                comparison.incomparable().size() + " could not be compared",
                Parts.grid(
                        "Not compared",
                        List.of(Parts.Column.text("what"), Parts.Column.text("why")),
                        comparison.incomparable().stream()
                                .map(i -> List.of(
                                        (i.row() + " " + i.cell()
                                                        + (i.metric() == null
                                                                ? ""
                                                                : " "
                                                                        + i.metric()
                                                                                .label()))
                                                .strip(),
                                        i.reason()))
                                .toList()));
    }
}
