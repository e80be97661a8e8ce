// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.nio.file.Path;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/**
 * The kernel module does not compile for a kernel, which is a bug in timertorture. The message names the log. The exit
 * code is {@link ExitCode#INTERNAL}.
 */
public final class BuildFailedException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private final transient Path log;

    public BuildFailedException(String message, Path log) {
        super(ExitCode.INTERNAL, message + "; see " + log, null);
        this.log = log;
    }

    /** Returns the file with the whole output of the compiler. */
    public Path log() {
        return log;
    }
}
