// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

/** What the user asked for makes no sense; the message says what would. Exit code 2. */
public final class PlanException extends Exception {
    private static final long serialVersionUID = 1L;

    public PlanException(String message) {
        super(message);
    }

    public PlanException(String message, Throwable cause) {
        super(message, cause);
    }
}
