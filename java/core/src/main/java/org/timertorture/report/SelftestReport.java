// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.timertorture.judge.CellJudge;
import org.timertorture.judge.TrustJudge;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.Oracle;
import org.timertorture.result.RunResult;

/** Prints the outcome of a selftest: a row for each planted defect, then the native cells that broke a rule. */
public final class SelftestReport {
    private static final TextTable TABLE = new TextTable(List.of(
            new TextTable.Column("planted defect", 26, false),
            new TextTable.Column("scenario", 16, false),
            new TextTable.Column("rule", 18, false),
            new TextTable.Column("after", 10, true),
            new TextTable.Column("", 10, false)));

    private final PrintStream out;
    private final boolean wide;
    private final Emphasis emphasis;

    /**
     * Creates a report.
     *
     * @param wide whether to show all evidence
     * @param emphasis makes the verdict stand out
     */
    public SelftestReport(PrintStream out, boolean wide, Emphasis emphasis) {
        this.out = out;
        this.wide = wide;
        this.emphasis = emphasis;
    }

    public void write(RunResult result) {
        SummaryReport summary = new SummaryReport(out, wide, emphasis);
        summary.heading(result);
        out.println();
        out.println(TABLE.titles());
        Optional.ofNullable(result.oracle())
                .map(Oracle::defects)
                .orElse(List.of())
                .forEach(this::row);
        controls(
                result.cells().stream().filter(c -> !new CellJudge(c).planted()).toList(), result.environment());
        summary.reasons(result.trust());
        new FindingsReport(out, wide).write(result.cells());
        summary.ending(result.ending());
        summary.oracle(result.oracle());
    }

    private void row(Oracle.Defect defect) {
        out.println(TABLE.row(List.of(
                defect.primitive(),
                defect.scenario(),
                defect.rule() == null ? "-" : defect.rule().label(),
                defect.ms() == null ? "-" : String.format(Locale.ROOT, "%.1f ms", defect.ms()),
                defect.seen() ? "caught" : "NOT SEEN")));
    }

    private void controls(List<CellResult> controls, Environment environment) {
        List<CellResult> spoiled = controls.stream().filter(c -> !clean(c)).toList();
        out.println();
        out.println("native calls: " + (controls.size() - spoiled.size()) + " of " + controls.size() + " cells clean");
        if (!spoiled.isEmpty()) {
            CellRows rows = new CellRows(spoiled, environment, false, emphasis);
            rows.titles("").forEach(out::println);
            rows.lines().forEach(out::println);
        }
    }

    private static boolean clean(CellResult cell) {
        return cell.status() == CellStatus.RAN
                && cell.violations().isEmpty()
                && !new CellJudge(cell).failed()
                && !TrustJudge.vacuous(cell);
    }
}
