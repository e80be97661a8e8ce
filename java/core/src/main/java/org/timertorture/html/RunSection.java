// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.CellOutcome;
import org.timertorture.report.EventText;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.KernelReport;
import org.timertorture.result.Latency;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PairResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.Timeline;
import org.timertorture.result.Trust;
import org.timertorture.result.Violation;
import org.timertorture.stats.ColdLines;
import org.timertorture.stats.NodeCosts;
import org.timertorture.stats.Tally;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Outcome;

/** The part of a page that shows a run. */
final class RunSection {
    private static final int MOST_EVENTS = 40;
    private static final int NAMES = 300;
    private static final int CPU_NAMES = 90;

    private final RunResult run;
    private final int number;

    /**
     * Creates the section.
     *
     * @param number the number of the section on its page
     */
    RunSection(RunResult run, int number) {
        this.run = run;
        this.number = number;
    }

    static String title(RunResult run) {
        return run.plan().name() + " on " + run.environment().kernelRelease() + ", "
                + run.environment().machine().cpus() + " CPUs, "
                + run.environment().nodes()
                + (run.environment().nodes() == 1 ? " node" : " nodes");
    }

    /** Returns the section: what was found, where, and how to find it again; then what failed; then the rest. */
    DomContent content() throws IOException {
        List<CellResult> bad = run.cells().stream().filter(RunSection::bad).toList();
        List<CellResult> odd = run.cells().stream()
                .filter(cell -> !bad(cell)
                        && !(cell.violations().isEmpty() && cell.kernelReports().isEmpty()))
                .toList();
        return section(
                div(
                                Parts.verdict(ExitCode.of(run.exit()), title(run)),
                                Parts.facts(facts()),
                                trust(run.trust()),
                                Parts.command("command-" + number, RunCommand.of(run)))
                        .withClass("card"),
                ending(),
                each(bad, cell -> found(cell, true)),
                times(),
                Parts.fold(
                        false,
                        run.cells().size() - bad.size() + " of " + run.cells().size() + " cells are as they should be",
                        table()),
                each(odd, cell -> found(cell, false)),
                phases(),
                pairs(),
                each(NodeCosts.of(run.cells()), RunSection::nodes),
                Parts.fold(
                        false,
                        "The command of the VM",
                        pre(String.join(" ", run.environment().qemuCommand())).attr("tabindex", "0")));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        Environment e = run.environment();
        long raced = run.cells().stream().filter(CellResult::raced).count();
        facts.put("cells", raced + " of " + run.cells().size() + " raced");
        facts.put("trust in the verdict", run.trust().verdict().level().label());
        facts.put("trust in the times", run.trust().timing().level().label());
        facts.put("kernel", e.kernelRelease() + ", HZ " + e.kernel().hz());
        facts.put(
                "machine",
                e.machine().cpus() + " CPUs, " + e.nodes() + (e.nodes() == 1 ? " node, " : " nodes, ") + e.accel()
                        + (e.emulated() ? " (emulated: times mean nothing outside the run)" : ""));
        if (e.clock() != null) {
            facts.put(
                    "clock",
                    String.format(
                            Locale.ROOT,
                            "%s, %,d kHz, %.1f ns a tick, %.1f ns a read",
                            e.clock().name(),
                            e.clock().khz(),
                            e.clock().tickNs(),
                            e.clock().costNs()));
        }
        facts.put("host", host(e.host()));
        facts.put("started", e.started());
        facts.put("timertorture", e.toolVersion());
        return facts;
    }

    static String host(Environment.HostFacts host) {
        return host.model() + ", " + host.cpus() + " CPUs, " + host.os();
    }

    private static DomContent trust(Trust trust) {
        List<String> reasons = new ArrayList<>();
        trust.verdict().reasons().forEach(r -> reasons.add("The verdict: " + r));
        trust.timing().reasons().forEach(r -> reasons.add("The times: " + r));
        return reasons.isEmpty()
                ? each(List.<String>of(), p -> p(p))
                : div(h3("What lowers the trust"), ul(each(reasons, reason -> li(reason))));
    }

    private DomContent ending() {
        return run.ending() == null
                ? each(List.<String>of(), p -> p(p))
                : Parts.fold(
                        true,
                        (run.ending().kind().ofTheKernel() ? "The kernel ended early: " : "The run ended early: ")
                                + run.ending().summary(),
                        pre(String.join("\n", run.ending().console())).attr("tabindex", "0"));
    }

    private static boolean bad(CellResult cell) {
        return switch (CellOutcome.of(cell)) {
            case CRASHED, FAILED, DEFECT_UNSEEN, VACUOUS, NOT_REACHED -> true;
            default -> false;
        };
    }

    private static DomContent found(CellResult cell, boolean open) {
        List<DomContent> parts = new ArrayList<>();
        if (cell.reason() != null) {
            parts.add(p(cell.reason()));
        }
        for (Violation violation : cell.violations()) {
            parts.add(p(violation.grade().label().toUpperCase(Locale.ROOT) + ": rule "
                    + violation.rule().label()
                    + " was broken " + violation.count() + " times"
                    + (violation.known() == null ? "" : " (known: " + violation.known() + ")")));
            if (violation.promise() != null) {
                parts.add(p("The promise: " + violation.promise()
                        + (violation.source() == null ? "" : " (" + violation.source() + ")")));
            }
            violation.evidence().stream().limit(1).forEach(e -> parts.add(p(e.sentence())));
            if (violation.timeline() != null) {
                parts.add(timeline(violation.timeline()));
            }
        }
        for (KernelReport report : cell.kernelReports()) {
            parts.add(p("The kernel reported: " + report.title()));
            parts.add(pre(String.join("\n", report.lines())).attr("tabindex", "0"));
        }
        cell.checks().warnings().forEach(warning -> parts.add(p(warning)));
        return Parts.fold(open, CellOutcome.of(cell).words() + ": " + cell.shownId(), parts.toArray(DomContent[]::new));
    }

    private static DomContent timeline(Timeline timeline) {
        List<Timeline.Happening> all = timeline.events().stream()
                .filter(e -> timeline.timer() == null || e.timer() == timeline.timer())
                .toList();
        List<Timeline.Happening> shown = all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size());
        List<Integer> cpus =
                shown.stream().map(Timeline.Happening::cpu).distinct().sorted().toList();
        List<Parts.Column> columns = new ArrayList<>(List.of(Parts.Column.number("ns")));
        cpus.forEach(cpu -> columns.add(Parts.Column.text("CPU " + cpu)));
        List<List<String>> rows = new ArrayList<>();
        for (Timeline.Happening e : shown) {
            List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%+,d", e.ns())));
            cpus.forEach(cpu -> row.add(cpu == e.cpu() ? EventText.of(e) : ""));
            rows.add(row);
        }
        return Charts.chart(
                "timeline",
                "What led to it: a column for each CPU",
                new Charts.Events(
                        cpus,
                        shown.stream()
                                .map(e -> new Charts.Events.Event(
                                        e.ns(), e.cpu(), EventText.of(e), e.event() == EventKind.VIOLATION))
                                .toList()),
                Parts.grid("The last events before the violation", columns, rows));
    }

    /** Returns curves by outcome; at first those of the cell that raced most. */
    private DomContent times() throws IOException {
        List<Charts.Percentiles.Choice> choices = new ArrayList<>();
        List<Drawings.Range> ranges = new ArrayList<>();
        for (CellResult cell : run.cells()) {
            Latency latency = cell.timing().latency();
            if (latency == null || !cell.models().stream().allMatch(ColdLines::asAsked)) {
                continue;
            }
            Map<String, LatencySummary> byOutcome = new LinkedHashMap<>();
            byOutcome.put("before the handler", latency.early());
            byOutcome.put("overlapped it", latency.encounter());
            byOutcome.put("after it", latency.late());
            byOutcome.put("arming", latency.arm());
            List<Charts.Percentiles.Curve> curves = new ArrayList<>();
            for (Map.Entry<String, LatencySummary> one : byOutcome.entrySet()) {
                if (one.getValue() != null && one.getValue().count() > 0) {
                    curves.add(Curves.of(one.getKey(), Tally.of(one.getValue().histogram())));
                }
            }
            if (!curves.isEmpty()) {
                choices.add(new Charts.Percentiles.Choice(cell.shownId(), curves));
            }
            LatencySummary aimed = cell.aimed();
            if (aimed != null) {
                ranges.add(new Drawings.Range(
                        "",
                        cell.id(),
                        aimed.min(),
                        aimed.p50(),
                        aimed.p99(),
                        aimed.p50() + " to " + aimed.p99() + " ns",
                        ""));
            }
        }
        if (choices.isEmpty() || ranges.isEmpty()) {
            return p("No cell has times.");
        }
        String title = "Minimum, median and 99 % of the calls at which the scenario aims";
        return div(
                        h2("How long the calls took" + (run.environment().emulated() ? " (emulated)" : "")),
                        Charts.chart(
                                "percentiles",
                                "Times by outcome, over percentiles",
                                new Charts.Percentiles(choices, busiest(choices)),
                                Drawings.ranges(title, ranges, 0)))
                .withClass("card");
    }

    private int busiest(List<Charts.Percentiles.Choice> choices) {
        String id = run.cells().stream()
                .filter(cell -> cell.aim() == Outcome.ENCOUNTER && cell.kind() != Kind.BROKEN)
                .max((a, b) ->
                        Long.compare(a.attempts().encounter(), b.attempts().encounter()))
                .map(CellResult::shownId)
                .orElse("");
        return IntStream.range(0, choices.size())
                .filter(i -> choices.get(i).name().equals(id))
                .findFirst()
                .orElse(0);
    }

    private DomContent table() {
        List<Parts.Column> columns = List.of(
                Parts.Column.text("cell"),
                Parts.Column.text("result"),
                Parts.Column.number("races/s"),
                Parts.Column.number("hit"),
                Parts.Column.number("of limit"),
                Parts.Column.number("calls"),
                Parts.Column.number("p50 ns"),
                Parts.Column.number("p99 ns"),
                Parts.Column.number("max ns"));
        return Parts.grid(
                "All cells", columns, run.cells().stream().map(RunSection::row).toList());
    }

    private static List<String> row(CellResult cell) {
        LatencySummary aimed = cell.aimed();
        boolean race = cell.aim() == Outcome.ENCOUNTER && cell.raced();
        return List.of(
                cell.shownId(),
                CellOutcome.of(cell).words() + (cell.raced() || cell.reason() == null ? "" : ": " + cell.reason()),
                race ? whole(cell.encountersPerSecond()) : "-",
                race ? Math.round(100 * cell.shareMet()) + " %" : "-",
                race && cell.shareOfLimit().isPresent()
                        ? Math.round(100 * cell.shareOfLimit().getAsDouble()) + " %"
                        : "-",
                aimed == null ? "-" : whole(aimed.count()),
                aimed == null ? "-" : whole(aimed.p50()),
                aimed == null ? "-" : whole(aimed.p99()),
                aimed == null ? "-" : whole(aimed.max()));
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    /** Each row is scaled to its own fullest bin, because cells differ in how much they raced. */
    private DomContent phases() {
        List<CellResult> swept = run.cells().stream()
                .filter(cell -> cell.coverage().phaseHistogram() != null
                        && cell.coverage().phaseHistogram().counts().stream().anyMatch(n -> n > 0))
                .toList();
        if (swept.isEmpty()) {
            return div();
        }
        int bins = swept.get(0).coverage().phaseHistogram().counts().size();
        double from = swept.get(0).coverage().phaseHistogram().from();
        double to = swept.get(0).coverage().phaseHistogram().to();
        List<String> x = IntStream.range(0, bins)
                .mapToObj(i -> String.format(Locale.ROOT, "%.2f", from + (to - from) * i / bins))
                .toList();
        List<List<Double>> values = new ArrayList<>();
        for (int row = 0; row < swept.size(); row++) {
            List<Long> counts = swept.get(row).coverage().phaseHistogram().counts();
            double most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
            for (int bin = 0; bin < bins; bin++) {
                values.add(List.of((double) bin, (double) row, Math.round(1000.0 * counts.get(bin) / most) / 10.0));
            }
        }
        return heatMap(
                "Where in their handlers deletions began",
                new Charts.HeatMap(
                        x,
                        swept.stream().map(CellResult::id).toList(),
                        values,
                        "% of the fullest bin",
                        "handler's entry at 0.00, its exit at 1.00",
                        "",
                        NAMES));
    }

    private DomContent pairs() {
        Map<Integer, Map<Integer, long[]>> met = new TreeMap<>();
        for (CellResult cell : run.cells()) {
            for (PairResult pair : cell.aim() == Outcome.ENCOUNTER ? cell.pairs() : List.<PairResult>of()) {
                if (pair.counted() != null) {
                    long[] sums = met.computeIfAbsent(pair.deleter(), d -> new TreeMap<>())
                            .computeIfAbsent(pair.base(), b -> new long[2]);
                    sums[0] += pair.counted().attempts().encounter();
                    sums[1] += pair.counted().count(Counter.EXPIRIES)
                            - pair.counted().count(Counter.ALONE_EXPIRIES);
                }
            }
        }
        TreeSet<Integer> bases = new TreeSet<>();
        met.values().forEach(of -> bases.addAll(of.keySet()));
        List<Integer> x = List.copyOf(bases);
        List<Integer> y = List.copyOf(met.keySet());
        if (x.size() * y.size() < 2) {
            return div();
        }
        List<List<Double>> values = new ArrayList<>();
        for (int row = 0; row < y.size(); row++) {
            for (int column = 0; column < x.size(); column++) {
                long[] sums = met.get(y.get(row)).get(x.get(column));
                if (sums != null && sums[1] > 0) {
                    values.add(List.of((double) column, (double) row, Math.round(1000.0 * sums[0] / sums[1]) / 10.0));
                }
            }
        }
        return heatMap(
                "Handlers that a deletion overlapped, by CPU",
                new Charts.HeatMap(
                        x.stream().map(cpu -> "CPU " + cpu).toList(),
                        y.stream().map(cpu -> "CPU " + cpu).toList(),
                        values,
                        "% of the handlers",
                        "the CPU whose timers were deleted",
                        "the CPU that deleted",
                        CPU_NAMES));
    }

    /** Returns the times of a tournament, from node to node and from CPU to CPU. */
    private static DomContent nodes(NodeCosts costs) {
        String what = costs.primitive() + " in " + costs.scenario();
        return each(
                timeMap("Median time by node: " + what, "node ", costs.nodes(), costs::betweenNodes),
                timeMap("Median time by CPU: " + what, "CPU ", costs.cpus(), costs::betweenCpus));
    }

    private static DomContent timeMap(
            String title, String place, List<Integer> places, BiFunction<Integer, Integer, OptionalDouble> median) {
        List<List<Double>> values = new ArrayList<>();
        for (int row = 0; row < places.size(); row++) {
            for (int column = 0; column < places.size(); column++) {
                OptionalDouble ns = median.apply(places.get(column), places.get(row));
                if (ns.isPresent()) {
                    values.add(List.of((double) column, (double) row, ns.getAsDouble()));
                }
            }
        }
        List<String> names = places.stream().map(n -> place + n).toList();
        return heatMap(
                title,
                new Charts.HeatMap(
                        names,
                        names,
                        values,
                        "ns",
                        "the " + place.strip() + " that armed the timer",
                        "the " + place.strip() + " that acted on it",
                        CPU_NAMES));
    }

    private static DomContent heatMap(String title, Charts.HeatMap map) {
        return Parts.fold(false, title, Charts.chart("heatmap", title, map, Drawings.heatMap(title, map)));
    }
}
