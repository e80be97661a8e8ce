// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.timertorture.result.Assessment;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Environment;
import org.timertorture.result.Oracle;
import org.timertorture.result.RunResult;
import org.timertorture.result.Trust;

/** Prints what every report says about a run as a whole. */
final class SummaryReport {
    private static final int INDENT = 2;
    private static final int CONSOLE_LINES = 20;
    private static final int MOST_REASONS = 5;
    private static final double LEAST_MS = 0.1;

    private final PrintStream out;
    private final boolean wide;
    private final Emphasis emphasis;

    SummaryReport(PrintStream out, boolean wide, Emphasis emphasis) {
        this.out = out;
        this.wide = wide;
        this.emphasis = emphasis;
    }

    void heading(RunResult result) {
        heading(result, false);
    }

    /**
     * Prints the verdict and what ran.
     *
     * @param promises whether the report tests how costs grow, so that a missed promise is the first word
     */
    void heading(RunResult result, boolean promises) {
        List<String> verdict = Lines.wrap("", VerdictLine.of(result, promises), INDENT, width());
        String word = VerdictLine.word(result, promises);
        out.println(emphasis.of(VerdictLine.tone(result, promises), word)
                + verdict.get(0).substring(word.length()));
        verdict.stream().skip(1).forEach(out::println);
        wrapped("", setting(result));
    }

    void reasons(Trust trust) {
        reasons("verdict", trust.verdict());
        reasons("times", trust.timing());
    }

    private static String setting(RunResult result) {
        Environment e = result.environment();
        String kernel = e.kernelRelease() == null ? "an unknown kernel" : e.kernelRelease();
        String cpus = e.machine().cpus() == 0
                ? ""
                : ", " + count(e.machine().cpus(), "CPU") + ", " + count(e.nodes(), "node") + ", HZ "
                        + e.kernel().hz();
        return result.plan().name() + " on " + kernel + cpus + ", " + (e.inVm() ? e.accel() : "this machine")
                + ", seed " + result.seed();
    }

    private void reasons(String what, Assessment assessment) {
        if (assessment.reasons().isEmpty()) {
            return;
        }
        out.println();
        String head = "trust in the " + what + " is " + assessment.level().label() + ":";
        out.println(head);
        List<String> reasons = assessment.reasons();
        int most = wide ? reasons.size() : MOST_REASONS;
        reasons.stream().limit(most).forEach(r -> wrapped("  - ", r));
        if (reasons.size() > most) {
            out.println("  - and " + (reasons.size() - most) + " more (--wide shows all)");
        }
    }

    void oracle(Oracle oracle) {
        if (oracle == null) {
            return;
        }
        out.println();
        String seen = oracle.planted() == 0
                ? ""
                : oracle.seen() + " of " + count(oracle.planted(), "planted defect") + " caught";
        String median = oracle.medianMs() == null ? "" : median(oracle);
        String note = oracle.note() == null ? "" : (seen.isEmpty() ? "" : ", ") + oracle.note();
        wrapped("oracle: ", seen + median + note);
    }

    private static String median(Oracle oracle) {
        double ms = oracle.medianMs();
        String within = ms < LEAST_MS ? "less than 0.1 ms" : String.format(Locale.ROOT, "%.1f ms", ms);
        return oracle.seen() == 1 ? " within " + within : ", half of them within " + within;
    }

    void ending(EndingResult ending) {
        if (ending == null) {
            return;
        }
        out.println();
        wrapped(
                ending.kind().ofTheKernel() ? "the kernel ended: " : "the run ended early: ",
                ending.kind().label() + ": " + ending.summary());
        List<String> console = ending.console();
        console.stream()
                .skip(Math.max(0, console.size() - CONSOLE_LINES))
                .forEach(line ->
                        out.println("  | " + Lines.cut(line, wide ? Integer.MAX_VALUE : TableReport.WIDTH - 4)));
    }

    private void wrapped(String head, String text) {
        Lines.wrap(
                        head,
                        text,
                        Math.max(INDENT, head.isBlank() || head.startsWith(" ") ? head.length() : INDENT),
                        width())
                .forEach(out::println);
    }

    private int width() {
        return wide ? Integer.MAX_VALUE : TableReport.WIDTH;
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
