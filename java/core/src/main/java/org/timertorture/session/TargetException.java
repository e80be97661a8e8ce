// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.Optional;
import org.timertorture.result.ExitCode;

/** A target that could not be brought up; the message names the cause and the mend in one line. */
public final class TargetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient Ending ending;

    /** The environment lacks something: {@link ExitCode#ENVIRONMENT}. */
    public TargetException(String message, Throwable cause) {
        super(message, cause);
        this.exitCode = ExitCode.ENVIRONMENT;
        this.ending = null;
    }

    /** The kernel did not come up: {@link ExitCode#CRASHED}. */
    public TargetException(Ending ending) {
        super(ending.summary());
        this.exitCode = ExitCode.CRASHED;
        this.ending = ending;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }
}
