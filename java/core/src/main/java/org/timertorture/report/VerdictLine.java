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

    /** Returns the word with which the line begins. */
    static String word(RunResult result, boolean promises) {
        return missed(result, promises) ? "NOT AS PROMISED" : word(ExitCode.of(result.exit()));
    }

    /** Returns how the word of a run is to stand out. */
    static Emphasis.Tone tone(RunResult result, boolean promises) {
        return missed(result, promises) ? Emphasis.Tone.DOUBTFUL : tone(ExitCode.of(result.exit()));
    }

    /** Returns how the word for an exit code is to stand out. */
    static Emphasis.Tone tone(ExitCode exit) {
        return switch (exit) {
            case OK -> Emphasis.Tone.GOOD;
            case FAILED, CRASHED, INTERNAL -> Emphasis.Tone.BAD;
            default -> Emphasis.Tone.DOUBTFUL;
        };
    }

    private static boolean missed(RunResult result, boolean promises) {
        return promises
                && ExitCode.of(result.exit()) == ExitCode.OK
                && result.growth() != null
                && !new PromiseCheck(result.growth()).kept();
    }

    private static String verdict(RunResult result, boolean promises) {
        boolean ok = ExitCode.of(result.exit()) == ExitCode.OK;
        return word(result, promises) + (ok ? armedAgain(result) : "") + unraced(result);
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
