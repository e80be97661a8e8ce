// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.compare.CellComparison;
import org.timertorture.compare.Comparison;
import org.timertorture.compare.Control;
import org.timertorture.compare.Decision;
import org.timertorture.compare.Figure;
import org.timertorture.compare.Incomparable;
import org.timertorture.compare.Metric;

/** Prints a comparison for a person, laid out as benchstat does it: a block for each time, a line for each cell. */
public final class ComparisonReport {
    private static final double PERCENT = 100;
    private static final double THOUSAND = 1000;
    private static final double CHANCE = 0.05;
    private static final double LEAST_P = 0.001;
    private static final String[] UNITS = {"n", "µ", "m", ""};

    private final PrintStream out;
    private final boolean wide;

    /**
     * Creates a report.
     *
     * @param wide whether to show the intervals of the ratios, and lines of any length
     */
    public ComparisonReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    /** Prints the comparison. */
    public void write(Comparison comparison) {
        wrapped("", VerdictLine.word(comparison.exit()) + "   " + counts(comparison));
        wrapped("", "control (A's own boots in two halves): " + control(comparison.control()));
        side("A", comparison.a());
        side("B", comparison.b());
        comparison.mismatches().forEach(m -> wrapped("forced: ", m));
        for (Metric metric : Metric.values()) {
            block(comparison, metric);
        }
        if (!comparison.cells().isEmpty()) {
            out.println();
            legend(comparison);
        }
        incomparable(comparison);
    }

    private void side(String name, Comparison.Side side) {
        wrapped(
                name + ": ",
                String.join(", ", side.files()) + ": " + String.join(", ", side.kernels()) + ", " + side.boots()
                        + (side.boots() == 1 ? " boot" : " boots") + "; " + side.machine());
    }

    /** Returns how many times have each decision, as in {@code 1 slower, 20 same}. */
    public static String counts(Comparison comparison) {
        if (comparison.cells().isEmpty()) {
            return "nothing could be compared";
        }
        return Stream.of(Decision.SLOWER, Decision.FASTER, Decision.SAME, Decision.CANNOT_TELL)
                .filter(d -> comparison.count(d) > 0)
                .map(d -> comparison.count(d) + " " + d.words())
                .collect(Collectors.joining(", "));
    }

    /** Returns the control in words. */
    public static String control(Control control) {
        return control.reason() == null
                ? "same in " + control.same() + " of " + control.cells().size() + " times"
                : control.decision().words() + ": " + control.reason();
    }

    private void block(Comparison comparison, Metric metric) {
        List<CellComparison> cells =
                comparison.cells().stream().filter(c -> c.metric() == metric).toList();
        if (cells.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(metric.label(), "A sec/call", "B sec/call", "B vs A", wide ? "95 % interval" : "", ""));
        for (CellComparison c : cells) {
            rows.add(List.of(
                    name(c),
                    figure(c.a()),
                    figure(c.b()),
                    change(c),
                    wide ? interval(c) : "",
                    decision(c, comparison.tolerance())));
        }
        List<TextTable.Column> columns = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size() - 1; i++) {
            int at = i;
            int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
            if (width > 0) {
                columns.add(new TextTable.Column("", width, i == 1 || i == 2));
            }
        }
        columns.add(new TextTable.Column(
                "", rows.stream().mapToInt(r -> r.get(5).length()).max().orElse(1), false));
        TextTable table = new TextTable(columns);
        out.println();
        rows.forEach(r -> out.println(
                table.row(Stream.of(r.subList(0, 4), wide ? r.subList(4, 5) : List.<String>of(), r.subList(5, 6))
                        .flatMap(List::stream)
                        .toList())));
    }

    private static String name(CellComparison c) {
        return c.row().isEmpty() ? c.cell() : c.row() + " " + c.cell();
    }

    /** Formats a time with its spread, as in {@code 1.23µ ± 2 %}. */
    public static String figure(Figure figure) {
        return seconds(figure.ns()) + " ± "
                + (figure.spread() == null ? "∞" : Math.round(figure.spread() * PERCENT) + " %");
    }

    /** Formats a time of three digits with the prefix of its unit. */
    public static String seconds(double ns) {
        double scaled = ns;
        int unit = 0;
        while (unit < UNITS.length - 1 && scaled >= THOUSAND - 0.5) {
            scaled /= THOUSAND;
            unit++;
        }
        int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f%s", scaled, UNITS[unit]);
    }

    /** Formats the change, as in {@code -10.6 % (p=0.002 n=10)}, or with a tilde if chance may explain it. */
    public static String change(CellComparison c) {
        String boots = c.a().boots() == c.b().boots() ? "" + c.a().boots() : c.a().boots() + "+" + c.b().boots();
        String p = c.p() == null ? "" : c.p() < LEAST_P ? "p<0.001 " : String.format(Locale.ROOT, "p=%.3f ", c.p());
        String change = c.p() == null || c.p() >= CHANCE
                ? "~"
                : String.format(Locale.ROOT, "%+.1f %%", (c.ratio() - 1) * PERCENT);
        return change + " (" + p + "n=" + boots + ")";
    }

    private static String interval(CellComparison c) {
        return c.low() == null ? "unknown" : String.format(Locale.ROOT, "%.3f to %.3f", c.low(), c.high());
    }

    /** Says what is decided, or how many more repeats would decide it. */
    public static String decision(CellComparison c, double tolerance) {
        if (c.decision() != Decision.CANNOT_TELL) {
            return c.decision().words();
        }
        String resolved = " would resolve " + percent(tolerance) + ")";
        if (c.missing() == null) {
            return "cannot tell (too noisy for any number of repeats)";
        }
        return c.low() == null
                ? "cannot tell (needs at least " + c.missing() + " more repeat" + (c.missing() == 1 ? "" : "s") + ")"
                : "cannot tell (" + c.missing() + " more repeat" + (c.missing() == 1 ? "" : "s") + resolved;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.2g %%" : "%.0f %%", share * PERCENT)
                .replace(".0 %", " %");
    }

    private void legend(Comparison comparison) {
        wrapped(
                "",
                "Times are geometric means over boots, with half of their 95 % intervals. A change has the p-value of"
                        + " a bootstrap over boots, corrected by Holm's method for all "
                        + comparison.cells().size()
                        + " times; ~ means that chance may explain it. Same: the whole interval is within "
                        + percent(comparison.tolerance())
                        + (comparison.cells().stream().anyMatch(CellComparison::paired)
                                ? ". Boots of the same round are compared with each other."
                                : "."));
    }

    private void incomparable(Comparison comparison) {
        if (comparison.incomparable().isEmpty()) {
            return;
        }
        out.println();
        out.println("not compared:");
        for (Incomparable i : comparison.incomparable()) {
            String what = Stream.of(
                            i.row(),
                            i.cell(),
                            i.metric() == null ? "" : i.metric().label())
                    .filter(s -> !s.isEmpty())
                    .collect(Collectors.joining(" "));
            wrapped("  - ", (what.isEmpty() ? "" : what + ": ") + i.reason());
        }
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, Math.max(2, head.length()), wide ? Integer.MAX_VALUE : TableReport.WIDTH)
                .forEach(out::println);
    }
}
