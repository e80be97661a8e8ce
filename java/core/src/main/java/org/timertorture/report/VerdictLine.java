// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import org.timertorture.exit.ExitCode;
import org.timertorture.judge.PromiseCheck;
import org.timertorture.result.Assessment;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;

/** The first line of a report. It begins with the word that decides the exit code; both trusts follow. */
public final class VerdictLine {
    private static final int MOST_LETTERS_OF_A_REASON = "overcommitted".length();

    private VerdictLine() {}

    /** Returns the line, such as {@code PASS, 3 of 7 cells did not run   trust in the verdict: ok   ...}. */
    public static String of(RunResult result, boolean promises) {
        return verdict(result, promises) + "   trust in the verdict: "
                + level(result.trust().verdict()) + "   trust in the times: "
                + level(result.trust().timing());
    }

    /** Returns the word for an exit code; of a run and of a whole matrix. */
    public static String word(ExitCode exit) {
        return switch (exit) {
            case OK -> "PASS";
            case FAILED -> "FAIL";
            case CRASHED -> "CRASHED";
            case UNTRUSTED -> "UNTRUSTED";
            case ENVIRONMENT, USAGE -> "INCOMPLETE";
            case INTERNAL -> "BUG";
            case INTERRUPTED -> "INTERRUPTED";
        };
    }

    private static String verdict(RunResult result, boolean promises) {
        ExitCode exit = ExitCode.of(result.exit());
        if (exit != ExitCode.OK) {
            return word(exit) + unraced(result);
        }
        boolean kept = !promises || result.growth() == null || new PromiseCheck(result.growth()).kept();
        return (kept ? word(exit) : "NOT AS PROMISED") + armedAgain(result) + unraced(result);
    }

    private static String armedAgain(RunResult result) {
        return result.cells().stream().allMatch(c -> c.checks().warnings().isEmpty())
                ? ""
                : ", but timers were armed again after their deletion";
    }

    private static String unraced(RunResult result) {
        long unraced = result.cells().stream().filter(cell -> !cell.raced()).count();
        int all = result.cells().size();
        return unraced == 0 ? "" : ", " + unraced + " of " + all + (all == 1 ? " cell" : " cells") + " did not run";
    }

    private static String level(Assessment assessment) {
        boolean tellable = assessment.level() != TrustLevel.OK
                && !assessment.reasons().isEmpty()
                && assessment.reasons().get(0).length() <= MOST_LETTERS_OF_A_REASON;
        return assessment.level().label()
                + (tellable ? " (" + assessment.reasons().get(0) + ")" : "");
    }
}
