// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.Cycles;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PairResult;
import org.timertorture.stats.ColdLines;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Outcome;
import org.timertorture.words.PrimitiveName;

/**
 * Lays out a table with a row for each cell. A row says what sets its cell apart from the others. Where that does not fit
 * beside the names of several cells that share them, the names are a heading of their own.
 */
final class CellRows {
    private static final String PRIMITIVE = "primitive";
    private static final String SCENARIO = "scenario";
    private static final long KIB = 1024;
    private static final int MOST_NAME = 26;
    private static final int LEAST_SCENARIO = 14;
    private static final int COUNT_WIDTH = 11;
    private static final int NS_WIDTH = 8;
    private static final int MAX_WIDTH = 9;
    private static final int INDENT = 2;
    /** A tick that is shorter is below what the table shows. */
    private static final double COARSE_NS = 2;

    private static final int FEWEST_UNDER_A_HEADING = 3;
    /** The columns from the rate to the longest time stand before the result. */
    private static final int FIGURES_BEFORE_RESULT = 5;
    /** More characters than any reason has. */
    private static final int MOST_WIDE = 2_000;

    private static final List<TextTable.Column> FIGURES = List.of(
            right("races/s", 9),
            right("hit", 4),
            right("p50 ns", NS_WIDTH),
            right("p99 ns", NS_WIDTH),
            right("max ns", MAX_WIDTH));
    private static final List<TextTable.Column> FURTHER = List.of(
            right("early", COUNT_WIDTH),
            right("overlapped", COUNT_WIDTH),
            right("late", COUNT_WIDTH),
            right("handlers", COUNT_WIDTH),
            right("limit/s", 9),
            right("of limit", 8),
            right("min ns", NS_WIDTH),
            right("p90 ns", NS_WIDTH),
            right("p99.9 ns", NS_WIDTH),
            right("arm p50 ns", 10),
            right("arm p99 ns", 10),
            right("batch", 5),
            right("pairs", 5),
            right("gaps", 5),
            right("seconds", 7),
            new TextTable.Column("distribution", Sparklines.WIDTH, false),
            new TextTable.Column("expected", 24, false));

    private final List<CellResult> cells;
    private final boolean wide;
    private final Emphasis emphasis;
    private final CellDifferences differences;
    private final Environment.ClockFacts clock;
    private final Sparklines sparklines;
    private final TextTable table;
    private final TextTable unraced;
    private final TextTable underHeading;
    private final TextTable unracedUnderHeading;
    private final int scenarioWidth;

    /**
     * Lays out these cells.
     *
     * @param environment of their run
     * @param wide whether lines may be as long as all columns need
     * @param emphasis makes the results stand out
     */
    CellRows(List<CellResult> cells, Environment environment, boolean wide, Emphasis emphasis) {
        this.cells = cells;
        this.wide = wide;
        this.emphasis = emphasis;
        this.sparklines = Sparklines.of(cells);
        this.differences = new CellDifferences(cells, environment);
        this.clock = environment.clock();
        int name = widestName();
        int status = widest("result", cell -> CellOutcome.of(cell).words());
        int figures = new TextTable(FIGURES).width();
        int left = wide ? Integer.MAX_VALUE : TableReport.WIDTH - name - figures - status - 3;
        int scenario = Math.min(widest(SCENARIO, this::scenario), Math.max(LEAST_SCENARIO, left));
        List<TextTable.Column> head =
                List.of(new TextTable.Column(PRIMITIVE, name, false), new TextTable.Column(SCENARIO, scenario, false));
        List<TextTable.Column> columns = new ArrayList<>(head);
        columns.addAll(FIGURES);
        columns.add(new TextTable.Column("result", status, false));
        if (wide) {
            columns.addAll(FURTHER);
        }
        this.table = new TextTable(columns);
        List<TextTable.Column> words = new ArrayList<>(head);
        int rest = wide ? MOST_WIDE : TableReport.WIDTH - name - scenario - 2;
        words.add(new TextTable.Column("", rest, false));
        this.unraced = new TextTable(words);
        this.scenarioWidth = scenario;
        TextTable.Column both = new TextTable.Column("", name + 1 + scenario, false);
        this.underHeading = new TextTable(joined(both, columns));
        this.unracedUnderHeading = new TextTable(joined(both, words));
    }

    /** Returns columns whose first two are replaced by one. */
    private static List<TextTable.Column> joined(TextTable.Column first, List<TextTable.Column> columns) {
        List<TextTable.Column> joined = new ArrayList<>(List.of(first));
        joined.addAll(columns.subList(2, columns.size()));
        return joined;
    }

    /** Returns the width that a column needs for its title and for texts that are not wrapped. */
    private int widest(String title, Function<CellResult, String> text) {
        return Math.max(
                title.length(),
                cells.stream().map(text).mapToInt(String::length).max().orElse(0));
    }

    /** Returns the width of the names. A name of today in brackets may be wrapped to the next line. */
    private int widestName() {
        int whole = widest(PRIMITIVE, CellRows::name);
        int word = cells.stream()
                .flatMap(cell -> Stream.of(name(cell).split(" ")))
                .mapToInt(w -> w.length() + (w.startsWith("(") ? INDENT : 0))
                .max()
                .orElse(0);
        return wide || whole <= MOST_NAME ? whole : Math.min(MOST_NAME, Math.max(PRIMITIVE.length(), word));
    }

    /** Returns the titles, with a mark above the times if these are not the times of a real machine. */
    List<String> titles(String mark) {
        int begin = table.begin(4);
        int width = table.begin(7) - 1 - begin;
        return mark.isEmpty()
                ? List.of(table.titles())
                : List.of(" ".repeat(begin + Math.max(0, width - mark.length())) + mark, table.titles());
    }

    /** Returns a row for each cell. A row has several lines if a text or a reason does not fit into one. */
    List<String> lines() {
        Map<String, List<CellResult>> named =
                cells.stream().collect(Collectors.groupingBy(CellRows::names, LinkedHashMap::new, Collectors.toList()));
        named.values().removeIf(group -> !needsHeading(group));
        List<String> lines = new ArrayList<>();
        CellResult before = null;
        for (CellResult cell : cells) {
            List<CellResult> group = named.get(names(cell));
            if (group == null) {
                lines.addAll(row(cell, before, List.of(name(cell), scenario(cell))));
                before = cell;
            } else if (group.get(0) == cell) {
                lines.addAll(Lines.wrap("", names(cell) + ":", INDENT, TableReport.WIDTH));
                before = null;
                for (CellResult one : differences.runsTogether(group)) {
                    lines.addAll(row(one, before, List.of(" ".repeat(INDENT) + differences.of(one))));
                    before = one;
                }
            }
        }
        return lines;
    }

    /** Returns whether what sets several cells with the same names apart does not fit beside their names. */
    private boolean needsHeading(List<CellResult> group) {
        return group.size() >= FEWEST_UNDER_A_HEADING
                && group.stream().anyMatch(cell -> scenario(cell).length() > scenarioWidth);
    }

    private static String names(CellResult cell) {
        return name(cell) + ", " + cell.setting();
    }

    /** Returns lines that explain the columns; none if no cell raced. */
    List<String> legend() {
        if (cells.stream().noneMatch(CellResult::raced)) {
            return List.of();
        }
        List<String> legend = new ArrayList<>(List.of(
                "races/s, hit: deletions that overlapped their timer's handler, and their share of all handlers.",
                "Times are of these calls; of all calls in rows without races/s; of the kernel's work in expire."));
        String all = cells.stream().map(this::scenario).collect(Collectors.joining());
        if (clock != null && clock.tickNs() >= COARSE_NS) {
            legend.add(String.format(Locale.ROOT, "The clock, %s, ticks every %.0f ns.", clock.name(), clock.tickNs()));
        }
        if (all.contains(CellDifferences.ARROW)) {
            legend.add("0" + CellDifferences.ARROW + "6: CPU 6 acts on a timer of CPU 0"
                    + (all.contains("distance") ? "; the distance is that of their memory nodes." : "."));
        }
        if (wide && cells.stream().anyMatch(cell -> cell.limitPerSecond().isPresent())) {
            legend.add(
                    "limit/s: handlers that the same batches run in a second if nobody deletes, measured in rounds that"
                            + " the chase leaves alone; of limit: races/s as a share of it.");
        }
        if (wide && cells.stream().anyMatch(cell -> cell.aimed() != null)) {
            legend.addAll(sparklines.legend());
        }
        if (cells.stream().anyMatch(cell -> CellOutcome.of(cell) == CellOutcome.VACUOUS)) {
            legend.add("vacuous: too little happened in this row to prove anything.");
        }
        return legend;
    }

    /** Returns the lines of a cell, which begin with these texts: the names, or what sets it apart under a heading. */
    private List<String> row(CellResult cell, CellResult before, List<String> first) {
        List<String> texts = new ArrayList<>(first);
        if (!cell.raced()) {
            texts.add(unracedWords(cell, before));
            return (first.size() == 1 ? unracedUnderHeading : unraced).wrapped(texts);
        }
        texts.addAll(figures(cell));
        TextTable laid = first.size() == 1 ? underHeading : table;
        List<String> lines = new ArrayList<>(laid.wrapped(texts));
        lines.set(0, emphasized(lines.get(0), laid.begin(first.size() + FIGURES_BEFORE_RESULT), CellOutcome.of(cell)));
        lines.addAll(notes(cell));
        return lines;
    }

    private String emphasized(String line, int begin, CellOutcome outcome) {
        int end = begin + outcome.words().length();
        return line.substring(0, begin) + emphasis.of(tone(outcome), line.substring(begin, end)) + line.substring(end);
    }

    private static Emphasis.Tone tone(CellOutcome outcome) {
        return switch (outcome) {
            case CRASHED, FAILED, DEFECT_UNSEEN -> Emphasis.Tone.BAD;
            case VACUOUS, NOT_REACHED, KNOWN, INTERESTING, ARMED_AGAIN, SKIPPED -> Emphasis.Tone.DOUBTFUL;
            case AS_EXPECTED, OK, DEFECT_CAUGHT -> Emphasis.Tone.GOOD;
        };
    }

    private List<String> notes(CellResult cell) {
        List<String> lines = new ArrayList<>();
        if (cell.cycles() != null) {
            lines.addAll(below(cycles(cell.cycles())));
        }
        if (expires(cell)) {
            long all = cell.expiries();
            lines.addAll(below(Figures.percent((double) cell.count(Counter.REMOTE_EXPIRIES) / Math.max(1, all)) + " of "
                    + Figures.brief(all) + " handlers ran on another CPU than the one that armed their timers"));
        }
        if (cell.reason() != null) {
            lines.addAll(below(cell.reason()));
        }
        return lines;
    }

    /** Returns whether other CPUs expired timers that nobody deletes. */
    static boolean expires(CellResult cell) {
        return cell.aim() == Outcome.LATE && cell.count(Counter.REMOTE_EXPIRIES) > 0;
    }

    private List<String> below(String text) {
        return unraced.wrapped(List.of("", "", text));
    }

    /** Returns why a cell did not race. The reason is not repeated if the cell before has the same. */
    static String unracedWords(CellResult cell, CellResult before) {
        String status = words(cell.status().label());
        if (cell.reason() == null) {
            return status;
        }
        boolean same = before != null
                && before.status() == cell.status()
                && cell.reason().equals(before.reason());
        return status + (same ? " for the same reason" : ": " + cell.reason());
    }

    private static String name(CellResult cell) {
        return PrimitiveName.of(cell.kernelName(), cell.primitive());
    }

    private String scenario(CellResult cell) {
        String apart = differences.of(cell);
        return cell.setting() + (apart.isEmpty() ? "" : ", " + apart);
    }

    private static String cycles(Cycles c) {
        String how = c.met() == null
                ? c.closed() + " closed, " + c.killed() + " killed"
                : c.met() + " met a running handler, " + c.escaped() + " timers escaped";
        String memory = c.freeMemory() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; free memory from %,d to %,d KiB",
                        c.freeMemory().beforeBytes() / KIB,
                        c.freeMemory().afterBytes() / KIB);
        return c.count() + (c.count() == 1 ? " cycle" : " cycles") + " in " + Figures.seconds(c.seconds()) + ": " + how
                + memory;
    }

    private List<String> figures(CellResult cell) {
        boolean race = cell.aim() == Outcome.ENCOUNTER
                && (cell.cycles() == null || cell.attempts().sum() > 0);
        boolean cold = cell.models().stream().allMatch(ColdLines::asAsked);
        Optional<LatencySummary> aimed = Optional.ofNullable(cell.aimed()).filter(a -> cold);
        String none = cold ? "-" : "n/a";
        List<String> texts = new ArrayList<>(List.of(
                race ? Figures.rate(cell.encountersPerSecond()) : "-",
                race ? Figures.percent(cell.shareMet()) : "-",
                aimed.map(a -> Figures.count(a.p50(), NS_WIDTH)).orElse(none),
                aimed.map(a -> Figures.count(a.p99(), NS_WIDTH)).orElse(none),
                aimed.map(a -> Figures.count(a.max(), MAX_WIDTH)).orElse(none),
                CellOutcome.of(cell).words()));
        if (wide) {
            texts.addAll(further(cell, aimed));
        }
        return texts;
    }

    private static String shown(OptionalDouble value, DoubleFunction<String> as) {
        return value.isPresent() ? as.apply(value.getAsDouble()) : "-";
    }

    private List<String> further(CellResult cell, Optional<LatencySummary> aimed) {
        Optional<LatencySummary> arm =
                Optional.ofNullable(cell.timing().latency()).map(l -> l.arm());
        Optional<PairResult.Counted> first = cell.pairs().stream().findFirst().map(PairResult::counted);
        return List.of(
                Figures.count(cell.attempts().early(), COUNT_WIDTH),
                Figures.count(cell.attempts().encounter(), COUNT_WIDTH),
                Figures.count(cell.attempts().late(), COUNT_WIDTH),
                Figures.count(cell.expiries(), COUNT_WIDTH),
                shown(cell.limitPerSecond(), Figures::rate),
                shown(cell.shareOfLimit(), Figures::percent),
                aimed.map(a -> Figures.count(a.min(), NS_WIDTH)).orElse("-"),
                aimed.map(a -> Figures.count(a.p90(), NS_WIDTH)).orElse("-"),
                aimed.map(a -> Figures.count(a.p999(), NS_WIDTH)).orElse("-"),
                arm.map(a -> Figures.count(a.p50(), NS_WIDTH)).orElse("-"),
                arm.map(a -> Figures.count(a.p99(), NS_WIDTH)).orElse("-"),
                first.map(c -> "" + c.lastBatch()).orElse("-"),
                "" + cell.pairs().size(),
                Figures.percent(cell.health() == null ? 0 : cell.health().gapShare()),
                String.format(Locale.ROOT, "%.2f", cell.seconds()),
                aimed.map(sparklines::line).orElse(""),
                cell.expect().label());
    }

    private static String words(String label) {
        return label.replace('-', ' ');
    }

    private static TextTable.Column right(String title, int width) {
        return new TextTable.Column(title, width, true);
    }
}
