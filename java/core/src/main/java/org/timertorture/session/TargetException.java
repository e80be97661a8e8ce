// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** A target that could not be brought up. */
public final class TargetException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    /** Creates one for what the environment lacks: {@link ExitCode#ENVIRONMENT}. */
    public TargetException(String message, Throwable cause) {
        super(ExitCode.ENVIRONMENT, message, cause);
        this.ending = null;
    }

    /** Creates one for a kernel that did not come up: {@link ExitCode#CRASHED}. */
    public TargetException(Ending ending) {
        super(ExitCode.CRASHED, ending.summary(), null);
        this.ending = ending;
    }

    /** Returns how the kernel ended, if one was started. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }
}
