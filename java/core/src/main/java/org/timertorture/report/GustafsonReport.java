// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.timertorture.judge.PromiseCheck;
import org.timertorture.predict.Published;
import org.timertorture.result.Coldness;
import org.timertorture.result.CostLine;
import org.timertorture.result.ModelCost;
import org.timertorture.result.ModelGrowth;
import org.timertorture.stats.ColdLines;
import org.timertorture.uapi.Cold;

/** Prints the published table of 2004, the same table for this run, and how costs grow with the number of slots. */
public final class GustafsonReport {
    private static final int PLOT_COLUMNS = 60;
    private static final int PLOT_ROWS = 12;
    private static final int FEWEST_TO_PLOT = 3;

    private final PrintStream out;

    /** Creates a report. */
    public GustafsonReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes it.
     *
     * @param growth null if there is nothing to tell
     */
    public void write(ModelGrowth growth, boolean emulated) {
        if (growth == null) {
            return;
        }
        published(Published.table());
        legend(growth.coldness());
        String unit = emulated ? ". The CPUs are emulated, so these are not the times of a real machine." : "";
        for (boolean simulated : List.of(false, true)) {
            List<CostLine> lines = growth.lines().stream()
                    .filter(l -> l.simulated() == simulated)
                    .toList();
            List<String> scenarios =
                    lines.stream().map(CostLine::scenario).distinct().toList();
            for (String scenario : scenarios) {
                costs(growth, scenario, simulated, unit);
            }
            scenarios.forEach(s -> growth(growth.lines(s, simulated), s, simulated));
        }
        out.println();
        new PromiseCheck(growth).sentences().forEach(s -> wrapped("", s));
    }

    private void published(Published p) {
        out.println();
        wrapped("published: ", p.what() + " (" + p.source() + "; " + p.machines() + ")");
        List<TextTable.Column> columns = new ArrayList<>(List.of(new TextTable.Column("", 21, false)));
        p.columns().forEach(c -> columns.add(new TextTable.Column(c.title(), 9, true)));
        TextTable table = new TextTable(columns);
        out.println(table.titles());
        for (Published.Row row : p.rows()) {
            out.println(row(
                    table,
                    row.primitive(),
                    row.cycles().stream()
                            .map(c -> String.format(Locale.ROOT, "%,d", c))
                            .toList()));
        }
        List<Long> first = p.rows().get(0).cycles();
        List<Long> second = p.rows().get(1).cycles();
        List<String> ratios = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ratios.add(String.format(Locale.ROOT, "%.1f", (double) first.get(i) / second.get(i)));
        }
        out.println(row(table, "loop / last_running", ratios));
    }

    private static String row(TextTable table, String label, List<String> rest) {
        List<String> texts = new ArrayList<>(List.of(label));
        texts.addAll(rest);
        return table.row(texts);
    }

    private void costs(ModelGrowth growth, String scenario, boolean simulated, String unit) {
        List<CostLine> lines = growth.lines(scenario, simulated);
        IntSummaryStatistics slots = lines.stream()
                .flatMap(l -> l.costs().stream())
                .mapToInt(ModelCost::slots)
                .filter(n -> n > 0)
                .summaryStatistics();
        if (slots.getCount() == 0) {
            return;
        }
        long least = lines.stream()
                .flatMap(l -> l.costs().stream())
                .mapToLong(ModelCost::calls)
                .min()
                .orElseThrow();
        out.println();
        wrapped(
                (simulated ? "SIMULATED, " + penalties(lines) + " for a line of another node: " : "measured: ")
                        + scenario + ", ",
                String.format(
                        Locale.ROOT,
                        "mean cycles a call by the state of the cache lines and the number of slots (clock %,d kHz, at"
                                + " least %,d calls each)%s",
                        growth.clockKhz(),
                        least,
                        unit));
        new CostTable(lines, slots.getMax(), slots.getMin()).write(out);
    }

    private static String penalties(List<CostLine> lines) {
        return String.join(
                ", ", lines.stream().map(l -> l.remoteNs() + " ns").distinct().toList());
    }

    private void growth(List<CostLine> lines, String scenario, boolean simulated) {
        List<CostLine> warm = lines.stream()
                .filter(l -> l.cold() == Cold.NONE && (l.fit() != null || l.ofTheKernel()))
                .toList();
        if (warm.stream().noneMatch(l -> l.fit() != null)) {
            return;
        }
        out.println();
        out.println((simulated ? "SIMULATED growth, " : "growth, ") + scenario
                + ": median ns of a call by the number of slots N, with the fitted line");
        Map<Character, List<LogLogPlot.Point>> series = new LinkedHashMap<>();
        List<Integer> slots = warm.stream()
                .flatMap(l -> l.costs().stream())
                .map(ModelCost::slots)
                .filter(n -> n > 0)
                .distinct()
                .sorted()
                .toList();
        char letter = 'A';
        for (CostLine line : warm) {
            out.println(letter + " " + fitted(line));
            series.put(letter++, points(line, slots));
        }
        if (slots.size() >= FEWEST_TO_PLOT) {
            out.println("ns, log scale; letters side by side share a place");
            new LogLogPlot("slots N, log scale", PLOT_COLUMNS, PLOT_ROWS)
                    .lines(series)
                    .forEach(out::println);
        }
    }

    private static String fitted(CostLine line) {
        if (line.fit() == null) {
            String none = String.format(Locale.ROOT, "%-21s has no slots", line.name());
            return line.costs().size() < 2
                    ? none
                    : String.format(
                            Locale.ROOT,
                            "%s; the medians of its %d runs vary by %.0f %%",
                            none,
                            line.costs().size(),
                            100 * (PromiseCheck.spread(line.costs()) - 1));
        }
        return String.format(
                Locale.ROOT,
                "%-21s %,9.1f %s %,.2f * N   r\u00b2 %s",
                line.name(),
                line.fit().base(),
                line.fit().perSlot() < 0 ? "-" : "+",
                Math.abs(line.fit().perSlot()),
                Double.isNaN(line.fit().rSquared())
                        ? "-, constant"
                        : String.format(Locale.ROOT, "%.4f", line.fit().rSquared()));
    }

    /** Returns the points of a line. A call without slots has the same cost at every number of slots. */
    private static List<LogLogPlot.Point> points(CostLine line, List<Integer> slots) {
        if (!line.ofTheKernel()) {
            return line.least().stream()
                    .map(c -> new LogLogPlot.Point(c.slots(), c.p50Ns()))
                    .toList();
        }
        List<LogLogPlot.Point> points = new ArrayList<>();
        for (int i = 0; i < Math.min(slots.size(), line.costs().size()); i++) {
            points.add(new LogLogPlot.Point(slots.get(i), line.costs().get(i).p50Ns()));
        }
        return points;
    }

    private void legend(Coldness coldness) {
        out.println();
        wrapped(
                "rows: ",
                "hist_... is a model of an old algorithm ('timertorture list' says which), and hist_null is the cost of"
                        + " timing nothing; the other rows are the running kernel's own calls. 'loop / ...' says how many"
                        + " times as much hist_2_6_query_loop costs.");
        wrapped(
                "columns: ",
                "the number is that of the slots, which are the CPUs of the model's machine. Their cache lines are warm,"
                        + " or before each call flushed, or written by other CPUs (dirtied).");
        wrapped(
                "cold: ",
                String.format(
                        Locale.ROOT,
                        "a flushed line costs %.1f times as much as a warm one here, and a line that another CPU wrote"
                                + " %.1f times. A cost reads n/a if that is less than %.0f times, or if fewer than"
                                + " %.0f %% of the lines were written in time; the share follows.",
                        coldness.flushed(),
                        coldness.dirty(),
                        ColdLines.LEAST_RATIO,
                        100 * ColdLines.LEAST_DIRTIED_SHARE));
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, 2, TableReport.WIDTH).forEach(out::println);
    }
}
