// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** Thrown when a request of the user is invalid. The message says what would be valid. The exit code is 2. */
public final class PlanException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        this(message, null);
    }

    public PlanException(String message, Throwable cause) {
        super(ExitCode.USAGE, message, cause);
    }

    /**
     * Returns the same refusal with the plan's file and the line of the entry that is wrong.
     *
     * @param line 0 if the entry is in no file
     */
    PlanException inEntry(Plan plan, int line) {
        return new PlanException(plan.source() + ": " + (line > 0 ? "line " + line + ": " : "") + getMessage(), this);
    }
}
