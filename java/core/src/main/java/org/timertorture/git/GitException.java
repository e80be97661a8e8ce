// SPDX-License-Identifier: Apache-2.0
package org.timertorture.git;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/** A commit or a range that a repository does not have, or a git that fails. */
public final class GitException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private GitException(ExitCode exitCode, String message) {
        super(exitCode, message, null);
    }

    static GitException usage(String message) {
        return new GitException(ExitCode.USAGE, message);
    }

    static GitException environment(String message) {
        return new GitException(ExitCode.ENVIRONMENT, message);
    }
}
