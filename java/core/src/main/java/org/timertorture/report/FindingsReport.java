// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.timertorture.grade.Grade;
import org.timertorture.grade.Graded;
import org.timertorture.grade.Grades;
import org.timertorture.judge.CellJudge;
import org.timertorture.result.CellResult;
import org.timertorture.result.Evidence;
import org.timertorture.result.KernelReport;
import org.timertorture.result.Violation;
import org.timertorture.uapi.Counter;
import org.timertorture.words.ArmedAgain;

/** Prints each finding: its grade, the promise that it breaks, the evidence, and the events that led to it. */
public final class FindingsReport {
    private static final int INDENT = 2;

    private final PrintStream out;
    private final boolean wide;
    private boolean first = true;

    /**
     * Creates a report.
     *
     * @param wide whether to show all evidence of every violation, and planted defects, too
     */
    public FindingsReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    /** Prints those of all cells. Planted defects that were caught are shown only in a wide report. */
    public void write(List<CellResult> cells) {
        for (CellResult cell : cells) {
            CellJudge judge = new CellJudge(cell);
            for (Violation violation : cell.violations()) {
                boolean expected = judge.expected(violation);
                if (wide || !expected || !judge.planted()) {
                    violation(cell, violation, expected, judge.planted());
                }
            }
            reports(cell, judge);
        }
        armedAgain(cells);
        late(cells.stream()
                .filter(c -> c.count(Counter.LATE) > 0 && !new CellJudge(c).planted())
                .toList());
        remote(cells.stream()
                .filter(c -> !CellRows.expires(c))
                .mapToLong(c -> c.count(Counter.REMOTE_EXPIRIES))
                .sum());
    }

    private void violation(CellResult cell, Violation violation, boolean expected, boolean planted) {
        begin();
        wrapped(
                "",
                grade(violation, expected) + ": " + violation.rule().label() + " broken " + times(violation.count())
                        + " in " + cell.shownId()
                        + (violation.known() == null ? "" : "; known finding " + violation.known())
                        + (violation.unseenOn() == null ? "" : ", not yet seen on " + violation.unseenOn()));
        promise(new Graded(violation.grade(), violation.promise(), violation.source()));
        List<Evidence> evidence = violation.evidence();
        evidence.stream().limit(wide ? evidence.size() : 1).forEach(e -> wrapped("  ", e.sentence()));
        if (violation.timeline() != null && (wide || !planted)) {
            new TimelineTable(violation.timeline(), TableReport.WIDTH - INDENT)
                    .lines()
                    .forEach(line -> out.println("  " + line));
        }
    }

    private void reports(CellResult cell, CellJudge judge) {
        List<KernelReport> against = judge.unexpectedReports();
        for (KernelReport report : cell.kernelReports()) {
            if (!wide && judge.planted()) {
                continue;
            }
            begin();
            String grade = against.contains(report) ? "FORBIDDEN" : report.counts() ? "as expected" : "harmless";
            wrapped(
                    "",
                    grade + ": the kernel reported \"" + report.title() + "\" " + times(report.count()) + " in "
                            + cell.shownId()
                            + (report.counts() ? "" : "; " + report.harmless()));
            report.lines().forEach(line -> out.println("  " + line));
        }
    }

    /** One warning for each call, with the sum over all scenarios in which somebody else armed its timers. */
    private void armedAgain(List<CellResult> cells) {
        Map<String, List<CellResult>> byCall = cells.stream()
                .filter(c -> !c.checks().warnings().isEmpty())
                .collect(Collectors.groupingBy(CellResult::kernelName, LinkedHashMap::new, Collectors.toList()));
        byCall.forEach((call, of) -> {
            begin();
            long times =
                    of.stream().mapToLong(c -> c.count(Counter.ARMED_AGAIN)).sum();
            String where = of.stream().map(CellResult::scenario).distinct().collect(Collectors.joining(", "));
            wrapped("warning: ", ArmedAgain.sentence(call, times) + " (in " + where + ")");
        });
    }

    private static String grade(Violation violation, boolean expected) {
        if (expected) {
            return "as expected";
        }
        return violation.known() != null && violation.grade() == Grade.FORBIDDEN
                ? "KNOWN"
                : violation.grade().label().toUpperCase(Locale.ROOT);
    }

    /** Prints a note about late handlers. They break no promise and occur in nearly every run, so they are no finding. */
    private void late(List<CellResult> cells) {
        if (cells.isEmpty()) {
            return;
        }
        begin();
        long rounds = cells.stream().mapToLong(c -> c.count(Counter.LATE)).sum();
        long most =
                cells.stream().mapToLong(c -> c.timing().lateMaxJiffies()).max().orElse(0);
        wrapped(
                "note: ",
                "in " + rounds + (rounds == 1 ? " round of " : " rounds of ") + cells.size()
                        + (cells.size() == 1 ? " cell" : " cells") + " a handler began late, by up to " + most
                        + (most == 1 ? " jiffy; " : " jiffies; ")
                        + Grades.late().promise());
    }

    /** Prints a note about remote expiries. From 6.9 on, a CPU may run the timers of another CPU that is idle. */
    private void remote(long expiries) {
        if (expiries > 0) {
            begin();
            wrapped(
                    "note: ",
                    expiries + (expiries == 1 ? " handler" : " handlers")
                            + " ran on another CPU than the timer's base");
        }
    }

    private void promise(Graded graded) {
        if (graded.promise() != null) {
            wrapped(
                    "  ",
                    (graded.grade() == Grade.FORBIDDEN ? "promise: " : "")
                            + graded.promise()
                            + (graded.source().equals("none") ? "" : " (" + graded.source() + ")"));
        }
    }

    private void begin() {
        if (first) {
            out.println();
            first = false;
        }
    }

    private void wrapped(String head, String text) {
        Lines.wrap(head, text, INDENT, wide ? Integer.MAX_VALUE : TableReport.WIDTH)
                .forEach(out::println);
    }

    private static String times(long n) {
        return n == 1 ? "once" : n + " times";
    }
}
