// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.nio.file.Path;
import org.timertorture.result.ExitCode;

/** Our own module does not compile for a kernel: a bug in timertorture. The message is one line and names the log. */
public final class BuildFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path log;

    public BuildFailedException(String message, Path log) {
        super(message + "; see " + log);
        this.log = log;
    }

    /** The compiler's whole output. */
    public Path log() {
        return log;
    }

    /** {@link ExitCode#INTERNAL}. */
    public ExitCode exitCode() {
        return ExitCode.INTERNAL;
    }
}
