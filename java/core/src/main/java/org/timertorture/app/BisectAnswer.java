// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.TreeException;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;

/** What a run, or the lack of one, tells {@code git bisect run} about a commit. */
public enum BisectAnswer {
    /** No promise was broken. */
    GOOD(0),
    /** A promise was broken, or the kernel crashed or hung while it raced. */
    BAD(1),
    /** The commit does not build or boot, or the run could not have failed or was cut short. Git skips the commit. */
    CANNOT_TELL(125),
    /** The user ended the run. Git ends the bisection. */
    INTERRUPTED(ExitCode.INTERRUPTED.code()),
    /** Every commit would end in the same way: wrong usage, a machine that lacks something, a bug. Git ends the bisection. */
    ABORT(255);

    private final int exit;

    BisectAnswer(int exit) {
        this.exit = exit;
    }

    /** Returns the exit code that {@code git bisect run} expects. */
    public int exit() {
        return exit;
    }

    /**
     * Returns what a run tells.
     *
     * @param exit the run's exit code
     * @param ending how the kernel ended before its time; null if it did not
     */
    public static BisectAnswer of(ExitCode exit, EndingResult ending) {
        return switch (exit) {
            case OK -> GOOD;
            case FAILED -> BAD;
            case CRASHED -> ending == null || raced(ending.kind()) ? BAD : CANNOT_TELL;
            case UNTRUSTED, ENVIRONMENT -> CANNOT_TELL;
            case INTERRUPTED -> INTERRUPTED;
            case USAGE, INTERNAL -> ABORT;
        };
    }

    /** Returns what it tells that there was no run. */
    public static BisectAnswer of(Throwable failure) {
        if (failure instanceof TreeException) {
            return CANNOT_TELL;
        }
        boolean interrupted = failure instanceof InterruptedException
                || failure instanceof TimertortureException known && known.exitCode() == ExitCode.INTERRUPTED;
        return interrupted ? INTERRUPTED : ABORT;
    }

    private static boolean raced(EndingKind kind) {
        return switch (kind) {
            case PANIC, OOPS, HANG, GONE -> true;
            case NEVER_BOOTED, KILLED, LOST -> false;
        };
    }
}
