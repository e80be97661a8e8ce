// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.Assessment;
import org.timertorture.result.CalibrationResult;
import org.timertorture.result.CellJudge;
import org.timertorture.result.CellResult;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Environment;
import org.timertorture.result.Evidence;
import org.timertorture.result.Headline;
import org.timertorture.result.Oracle;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Violation;

/** The result for a person at a terminal: verdict and both trusts, then a row a cell, then what wants telling. */
public final class TableReport {
    /** Lines are not longer than this unless told. */
    public static final int WIDTH = 100;

    private static final int INDENT = 2;
    private static final int CONSOLE_LINES = 20;
    private static final int MOST_REASONS = 5;

    private final PrintStream out;
    private final boolean wide;

    /**
     * A report.
     *
     * @param wide whether to show all columns and all evidence, in lines as long as that takes
     */
    public TableReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    public void write(RunResult result) {
        out.println(Lines.cut(firstLine(result), WIDTH));
        out.println(Lines.cut(setting(result), wide ? Integer.MAX_VALUE : WIDTH));
        out.println();
        CellRow row = new CellRow(wide);
        String unit = result.environment().emulated() ? "ns (emulated)" : "ns";
        out.println(" ".repeat(row.nanosBegin()) + centred(unit));
        out.println(row.titles());
        for (CellResult cell : result.cells()) {
            row.lines(cell, wide ? Integer.MAX_VALUE : WIDTH).forEach(out::println);
        }
        reasons("verdict", result.trust().verdict());
        reasons("timing", result.trust().timing());
        oracle(result.oracle());
        violations(result.cells());
        headline(result.headline(), result.environment().emulated());
        calibrations(result.cells());
        ending(result.ending());
    }

    private static String firstLine(RunResult result) {
        return result.verdict().label().toUpperCase(Locale.ROOT) + "   trust in the verdict: "
                + level(result.trust().verdict()) + "   trust in the times: "
                + level(result.trust().timing());
    }

    private static String level(Assessment assessment) {
        boolean tellable = assessment.level() != TrustLevel.OK
                && !assessment.reasons().isEmpty()
                && assessment.reasons().get(0).length() <= "overcommitted".length();
        return assessment.level().label()
                + (tellable ? " (" + assessment.reasons().get(0) + ")" : "");
    }

    private static String setting(RunResult result) {
        Environment e = result.environment();
        String kernel = e.kernelRelease() == null ? "an unknown kernel" : e.kernelRelease();
        String cpus =
                e.cpus() == 0 ? "" : ", " + count(e.cpus(), "CPU") + ", " + count(e.nodes(), "node") + ", HZ " + e.hz();
        return result.plan().name() + " on " + kernel + cpus + ", "
                + (e.accel().equals("none") ? "this machine" : e.accel()) + ", seed " + result.seed();
    }

    private static String centred(String text) {
        int width = 8 + 1 + 8 + 1 + 9;
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private void reasons(String what, Assessment assessment) {
        if (assessment.reasons().isEmpty()) {
            return;
        }
        out.println();
        String head = "trust in the " + (what.equals("timing") ? "times" : what) + " is "
                + assessment.level().label() + ":";
        out.println(head);
        List<String> reasons = assessment.reasons();
        int most = wide ? reasons.size() : MOST_REASONS;
        reasons.stream().limit(most).forEach(r -> wrapped("  - ", r));
        if (reasons.size() > most) {
            out.println("  - and " + (reasons.size() - most) + " more (--wide shows all)");
        }
    }

    private void oracle(Oracle oracle) {
        if (oracle == null) {
            return;
        }
        out.println();
        String seen = oracle.planted() == 0 ? "" : oracle.seen() + "/" + oracle.planted() + " planted defects seen";
        String note = oracle.note() == null ? "" : (seen.isEmpty() ? "" : ", ") + oracle.note();
        wrapped("oracle: ", seen + note);
    }

    private void violations(List<CellResult> cells) {
        boolean first = true;
        for (CellResult cell : cells) {
            List<Violation> unexpected = new CellJudge(cell).unexpected();
            for (Violation violation : cell.violations()) {
                if (!wide && !unexpected.contains(violation) && new CellJudge(cell).planted()) {
                    continue;
                }
                if (first) {
                    out.println();
                    first = false;
                }
                violation(cell, violation, unexpected.contains(violation));
            }
        }
    }

    private void violation(CellResult cell, Violation violation, boolean unexpected) {
        String grade = unexpected ? violation.grade().label().toUpperCase(Locale.ROOT) : "as expected";
        wrapped(
                "",
                grade + ": " + violation.rule() + " broken " + times(violation.count()) + " by " + cell.kernelName()
                        + " in " + cell.id());
        List<Evidence> evidence = violation.evidence();
        evidence.stream().limit(wide ? evidence.size() : 1).forEach(e -> wrapped("  ", e.sentence()));
    }

    private void headline(Headline headline, boolean emulated) {
        if (headline == null) {
            return;
        }
        out.println();
        wrapped(
                "headline: ",
                String.format(
                        Locale.ROOT,
                        "%s, %s: chase %s encounters/s, %s of expiries met (median of %d%s); none %d in %.1f s, at"
                                + " most %s/s (95 %%, Poisson); ratio at least %s",
                        headline.primitive(),
                        headline.scenario(),
                        Figures.rate(headline.chasePerSecond()),
                        Figures.percent(headline.chaseShareMet()),
                        headline.chaseRuns(),
                        emulated ? ", emulated" : "",
                        headline.noneEncounters(),
                        headline.noneSeconds(),
                        Figures.rate(headline.noneUpperPerSecond()),
                        Figures.rate(headline.ratio())));
    }

    private void calibrations(List<CellResult> cells) {
        for (CellResult cell : cells) {
            CalibrationResult c = cell.calibration();
            if (c != null) {
                out.println();
                wrapped(
                        "calibration: ",
                        String.format(
                                Locale.ROOT,
                                "%s, %s: with recording %.3f of the operations a second without (median of %d pairs of"
                                        + " slices; %s against %s)",
                                cell.kernelName(),
                                cell.scenario(),
                                c.medianRatio(),
                                c.slices(),
                                Figures.rate(c.recordedOpsPerSecond()),
                                Figures.rate(c.bareOpsPerSecond())));
            }
        }
    }

    private void ending(EndingResult ending) {
        if (ending == null) {
            return;
        }
        out.println();
        wrapped("the kernel ended: ", ending.kind() + ": " + ending.summary());
        List<String> console = ending.console();
        console.stream()
                .skip(Math.max(0, console.size() - CONSOLE_LINES))
                .forEach(line -> out.println("  | " + Lines.cut(line, wide ? Integer.MAX_VALUE : WIDTH - 4)));
    }

    private void wrapped(String head, String text) {
        Lines.wrap(
                        head,
                        text,
                        Math.max(INDENT, head.isBlank() || head.startsWith(" ") ? head.length() : INDENT),
                        wide ? Integer.MAX_VALUE : WIDTH)
                .forEach(out::println);
    }

    private static String times(long n) {
        return n == 1 ? "once" : n + " times";
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
