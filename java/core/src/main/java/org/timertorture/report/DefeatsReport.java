// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.timertorture.judge.CellOutcome;
import org.timertorture.judge.ForcedOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.ModelResult;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Counter;
import org.timertorture.words.PrimitiveName;

/**
 * Prints the forced races: for each race the outcome of each algorithm and, if the race is also a scenario, how often
 * the chase won it there without forcing; then the recorded interleavings.
 */
final class DefeatsReport {
    /** With more races than this, interleavings are printed only in a wide report. */
    private static final int FEW = 3;

    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("race", 24, false),
            new TextTable.Column("algorithm", 27, false),
            new TextTable.Column("forced", 21, false),
            new TextTable.Column("", 11, false),
            new TextTable.Column("by the chase", 13, true)));

    private final PrintStream out;
    private final boolean wide;

    DefeatsReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    /** Returns whether this report, rather than the table of all cells, shows the cell. */
    static boolean tells(CellResult cell) {
        return cell.identity().forced();
    }

    void write(List<CellResult> cells) {
        List<CellResult> forced = cells.stream().filter(DefeatsReport::tells).toList();
        if (forced.isEmpty()) {
            return;
        }
        out.println();
        out.println(TABLE.titles());
        String race = "";
        CellResult before = null;
        for (CellResult cell : forced) {
            String begins = cell.scenario().equals(race) ? "" : cell.scenario();
            if (cell.raced()) {
                out.println(TABLE.row(row(cell, begins, cells)));
            } else {
                String head = TABLE.row(List.of(begins, name(cell), "", "", ""));
                Lines.wrap(
                                String.format(Locale.ROOT, "%-" + TABLE.begin(2) + "s", head),
                                CellRows.unracedWords(cell, before),
                                TABLE.begin(2),
                                TableReport.WIDTH)
                        .forEach(out::println);
            }
            race = cell.scenario();
            before = cell;
        }
        interleavings(forced);
    }

    private static List<String> row(CellResult cell, String race, List<CellResult> all) {
        Optional<ForcedOutcome> outcome = ForcedOutcome.of(cell);
        return List.of(
                race,
                name(cell),
                outcome.map(ForcedOutcome::words).orElse(cell.status().label()),
                outcome.isPresent() ? verdict(cell) : "",
                found(cell, all));
    }

    private static String name(CellResult cell) {
        return PrimitiveName.of(cell.kernelName(), cell.primitive());
    }

    private static String verdict(CellResult cell) {
        CellOutcome outcome = CellOutcome.of(cell);
        return outcome == CellOutcome.FAILED ? "UNEXPECTED" : outcome.words();
    }

    /**
     * Returns how many encounters of the chase left the handler running after the deletion, by the stamps. Only a race
     * that is a scenario too has such a figure, because in other scenarios nobody knows which race was won.
     */
    private static String found(CellResult race, List<CellResult> all) {
        List<CellResult> own = all.stream()
                .filter(c -> c.scenario().equals(race.identity().unforced()))
                .filter(c -> c.primitive().equals(race.primitive()) && c.align() == Align.CHASE && c.raced())
                .toList();
        long met = own.stream().mapToLong(c -> c.attempts().encounter()).sum();
        long outran = own.stream().mapToLong(c -> c.count(Counter.OUTLIVED)).sum();
        return own.isEmpty() ? "" : thousands(outran) + " in " + thousands(met);
    }

    private static String thousands(long n) {
        return n < 10_000 ? "" + n : String.format(Locale.ROOT, n < 10_000_000 ? "%dk" : "%,dk", n / 1000);
    }

    private void interleavings(List<CellResult> forced) {
        Set<String> races =
                forced.stream().map(CellResult::scenario).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!wide && races.size() > FEW) {
            out.println();
            out.println("interleavings: 'run " + races.iterator().next() + "' shows that race's, --wide those of all");
            return;
        }
        for (String race : races) {
            forced.stream()
                    .filter(c -> c.scenario().equals(race))
                    .filter(c -> c.models().stream().anyMatch(m -> !m.steps().isEmpty()))
                    .findFirst()
                    .ifPresent(this::interleaving);
        }
    }

    private void interleaving(CellResult cell) {
        ModelResult model = cell.models().stream()
                .filter(m -> !m.steps().isEmpty())
                .findFirst()
                .orElseThrow();
        out.println();
        Lines.wrap(
                        "",
                        cell.scenario() + ", " + name(cell) + ": " + words(cell)
                                + "; the steps of one trial in the order of the clock:",
                        2,
                        TableReport.WIDTH)
                .forEach(out::println);
        new StepsTable(model.steps(), TableReport.WIDTH).lines().forEach(out::println);
    }

    private static String words(CellResult cell) {
        return ForcedOutcome.of(cell).map(ForcedOutcome::words).orElse("");
    }
}
