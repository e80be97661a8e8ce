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
import org.timertorture.result.TrustLevel;

/** What every report on a run says of the whole of it. */
final class SummaryReport {
    private static final int INDENT = 2;
    private static final int CONSOLE_LINES = 20;
    private static final int MOST_REASONS = 5;

    private final PrintStream out;
    private final boolean wide;

    SummaryReport(PrintStream out, boolean wide) {
        this.out = out;
        this.wide = wide;
    }

    void heading(RunResult result) {
        out.println(Lines.cut(firstLine(result), TableReport.WIDTH));
        out.println(Lines.cut(setting(result), width()));
    }

    void reasons(Trust trust) {
        reasons("verdict", trust.verdict());
        reasons("timing", trust.timing());
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

    void oracle(Oracle oracle) {
        if (oracle == null) {
            return;
        }
        out.println();
        String seen = oracle.planted() == 0 ? "" : oracle.seen() + "/" + oracle.planted() + " planted defects seen";
        String median =
                oracle.medianMs() == null ? "" : String.format(Locale.ROOT, ", median %.1f ms", oracle.medianMs());
        String note = oracle.note() == null ? "" : (seen.isEmpty() ? "" : ", ") + oracle.note();
        wrapped("oracle: ", seen + median + note);
    }

    void ending(EndingResult ending) {
        if (ending == null) {
            return;
        }
        out.println();
        wrapped("the kernel ended: ", ending.kind() + ": " + ending.summary());
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
