// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import org.timertorture.result.ExitCode;

/** A kernel that cannot be had; the message names the cause and the mend in one line. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private StoreException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for makes no sense or is not there: {@link ExitCode#USAGE}. */
    public static StoreException usage(String message) {
        return new StoreException(ExitCode.USAGE, message, null);
    }

    /** The machine, the network or the archive lacks something: {@link ExitCode#ENVIRONMENT}. */
    public static StoreException environment(String message, Throwable cause) {
        return new StoreException(ExitCode.ENVIRONMENT, message, cause);
    }

    public static StoreException environment(String message) {
        return environment(message, null);
    }

    /** The kernel does not come up: {@link ExitCode#CRASHED}. */
    public static StoreException crashed(String message) {
        return new StoreException(ExitCode.CRASHED, message, null);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
