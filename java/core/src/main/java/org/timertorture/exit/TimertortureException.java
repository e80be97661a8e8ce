// SPDX-License-Identifier: Apache-2.0
package org.timertorture.exit;

/**
 * A call that could not do what it was asked for. The message is made for a person: it names the cause and, where there
 * is one, the remedy, in one line.
 */
public abstract class TimertortureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * Creates one.
     *
     * @param exitCode the code that the command line exits with
     * @param message one line for a person
     * @param cause may be null
     */
    protected TimertortureException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns the message without the name of a file that tells more. */
    public String reason() {
        return getMessage();
    }

    /** Returns the code that the command line exits with; it says what kind of problem this is. */
    public final ExitCode exitCode() {
        return exitCode;
    }
}
