// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.Cycles;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.PairResult;
import org.timertorture.stats.ColdLines;
import org.timertorture.uapi.Outcome;

/** A cell as a row of the table. */
final class CellRow {
    private static final TextTable.Column PRIMITIVE = new TextTable.Column("primitive", 26, false);
    private static final TextTable.Column SCENARIO = new TextTable.Column("scenario", 14, false);
    private static final long KIB = 1024;
    private static final int COUNT_WIDTH = 10;
    private static final int NS_WIDTH = 8;
    private static final int MAX_WIDTH = 9;
    private static final TextTable NARROW = new TextTable(List.of(
            PRIMITIVE,
            SCENARIO,
            right("meet/s", 9),
            right("met", 4),
            right("p50", NS_WIDTH),
            right("p99", NS_WIDTH),
            right("max", MAX_WIDTH),
            new TextTable.Column("status", 15, false)));
    private static final TextTable WIDE = new TextTable(List.of(
            PRIMITIVE,
            SCENARIO,
            right("meet/s", 9),
            right("met", 4),
            right("p50", NS_WIDTH),
            right("p99", NS_WIDTH),
            right("max", MAX_WIDTH),
            new TextTable.Column("status", 15, false),
            right("early", COUNT_WIDTH),
            right("encounter", COUNT_WIDTH),
            right("late", COUNT_WIDTH),
            right("expiries", COUNT_WIDTH),
            right("min", NS_WIDTH),
            right("p90", NS_WIDTH),
            right("p99.9", NS_WIDTH),
            right("arm p50", NS_WIDTH),
            right("arm p99", NS_WIDTH),
            right("batch", 5),
            right("pairs", 5),
            right("gaps", 5),
            right("seconds", 7),
            new TextTable.Column("expect", 24, false)));

    private final boolean wide;

    CellRow(boolean wide) {
        this.wide = wide;
    }

    String titles() {
        return table().titles();
    }

    /** Where the columns of nanoseconds begin. */
    int nanosBegin() {
        return table().begin(4);
    }

    /** A row a cell; more lines if a reason does not fit. */
    List<String> lines(List<CellResult> cells, int width) {
        List<String> lines = new ArrayList<>();
        CellResult before = null;
        for (CellResult cell : cells) {
            lines.addAll(lines(cell, before, width));
            before = cell;
        }
        return lines;
    }

    private List<String> lines(CellResult cell, CellResult before, int width) {
        String head = PRIMITIVE.lay(cell.kernelName()) + " " + SCENARIO.lay(cell.setting()) + " ";
        if (!cell.raced()) {
            return Lines.wrap(head, unraced(cell, before), head.length(), width);
        }
        List<String> lines = new ArrayList<>();
        lines.add(table().row(texts(cell)));
        if (cell.cycles() != null) {
            lines.addAll(Lines.wrap(" ".repeat(head.length()), cycles(cell.cycles()), head.length(), width));
        }
        if (cell.reason() != null) {
            lines.addAll(Lines.wrap(" ".repeat(head.length()), cell.reason(), head.length(), width));
        }
        return lines;
    }

    /** Why it did not race; a reason that the cell before had, too, is not said again. */
    static String unraced(CellResult cell, CellResult before) {
        String status = words(cell.status().label());
        if (cell.reason() == null) {
            return status;
        }
        boolean same = before != null
                && before.status() == cell.status()
                && cell.reason().equals(before.reason());
        return status + (same ? ", likewise" : ": " + cell.reason());
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

    private TextTable table() {
        return wide ? WIDE : NARROW;
    }

    private List<String> texts(CellResult cell) {
        boolean race = cell.aim() == Outcome.ENCOUNTER
                && (cell.cycles() == null || cell.attempts().sum() > 0);
        boolean cold = cell.models().stream().allMatch(ColdLines::asAsked);
        Optional<LatencySummary> aimed = Optional.ofNullable(cell.aimed()).filter(a -> cold);
        String none = cold ? "-" : "n/a";
        List<String> texts = new ArrayList<>(List.of(
                cell.kernelName(),
                cell.setting(),
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

    private static List<String> further(CellResult cell, Optional<LatencySummary> aimed) {
        Optional<LatencySummary> arm =
                Optional.ofNullable(cell.timing().latency()).map(l -> l.arm());
        Optional<PairResult.Counted> first = cell.pairs().stream().findFirst().map(PairResult::counted);
        return List.of(
                Figures.count(cell.attempts().early(), COUNT_WIDTH),
                Figures.count(cell.attempts().encounter(), COUNT_WIDTH),
                Figures.count(cell.attempts().late(), COUNT_WIDTH),
                Figures.count(cell.expiries(), COUNT_WIDTH),
                aimed.map(a -> Figures.count(a.min(), NS_WIDTH)).orElse("-"),
                aimed.map(a -> Figures.count(a.p90(), NS_WIDTH)).orElse("-"),
                aimed.map(a -> Figures.count(a.p999(), NS_WIDTH)).orElse("-"),
                arm.map(a -> Figures.count(a.p50(), NS_WIDTH)).orElse("-"),
                arm.map(a -> Figures.count(a.p99(), NS_WIDTH)).orElse("-"),
                first.map(c -> "" + c.lastBatch()).orElse("-"),
                "" + cell.pairs().size(),
                Figures.percent(cell.health() == null ? 0 : cell.health().gapShare()),
                String.format(Locale.ROOT, "%.2f", cell.seconds()),
                cell.expect().label());
    }

    private static String words(String label) {
        return label.replace('-', ' ');
    }

    private static TextTable.Column right(String title, int width) {
        return new TextTable.Column(title, width, true);
    }
}
