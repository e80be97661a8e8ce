// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** A request or a plan that makes no sense; the message says what would. Its exit code is {@link ExitCode#USAGE}. */
public final class PlanException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        this(message, null);
    }

    public PlanException(String message, Throwable cause) {
        super(ExitCode.USAGE, message, cause);
    }
}
