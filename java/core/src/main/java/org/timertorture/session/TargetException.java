// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.nio.file.Path;
import java.util.Optional;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** A target that could not be brought up. */
public final class TargetException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;
    private final String reason;

    /** Creates one for what the environment lacks: {@link ExitCode#ENVIRONMENT}. */
    public TargetException(String message, Throwable cause) {
        super(ExitCode.ENVIRONMENT, message, cause);
        this.ending = null;
        this.reason = message;
    }

    /** Creates one for a guest that came up but lacks something that its console may explain. */
    TargetException(String reason, Path console, Throwable cause) {
        super(ExitCode.ENVIRONMENT, reason + "; see " + console, cause);
        this.ending = null;
        this.reason = reason;
    }

    /** Creates one for a kernel that did not come up: {@link ExitCode#CRASHED}. */
    public TargetException(Ending ending) {
        super(ExitCode.CRASHED, ending.summary(), null);
        this.ending = ending;
        this.reason = ending.summary();
    }

    @Override
    public String reason() {
        return reason;
    }

    /** Returns how the kernel ended, if one was started. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }
}
