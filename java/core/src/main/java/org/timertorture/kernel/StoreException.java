// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** A kernel that the store does not have and cannot get, or a store that cannot be read or changed. */
public final class StoreException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private StoreException(ExitCode exitCode, String message, Throwable cause) {
        super(exitCode, message, cause);
    }

    /** Creates one for a request that makes no sense or names nothing: {@link ExitCode#USAGE}. */
    public static StoreException usage(String message) {
        return new StoreException(ExitCode.USAGE, message, null);
    }

    /** Creates one for what the machine, the network or the archive lacks: {@link ExitCode#ENVIRONMENT}. */
    public static StoreException environment(String message, Throwable cause) {
        return new StoreException(ExitCode.ENVIRONMENT, message, cause);
    }

    /** Creates one without a cause: {@link ExitCode#ENVIRONMENT}. */
    public static StoreException environment(String message) {
        return environment(message, null);
    }

    /** Creates one for a kernel that does not come up: {@link ExitCode#CRASHED}. */
    public static StoreException crashed(String message) {
        return new StoreException(ExitCode.CRASHED, message, null);
    }
}
