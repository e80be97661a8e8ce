// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;

/**
 * The source of a tree does not become a kernel that can be raced: it cannot be configured as needed, does not compile,
 * does not boot, or the module does not compile for it. Another commit of the same tree may.
 */
public final class TreeException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    private TreeException(ExitCode exitCode, String message, Throwable cause) {
        super(exitCode, message, cause);
    }

    /** Creates one for a tree that is not configured as needed or does not compile: {@link ExitCode#ENVIRONMENT}. */
    public static TreeException unbuildable(String message) {
        return new TreeException(ExitCode.ENVIRONMENT, message, null);
    }

    /** Creates one for a kernel that was built and cannot be used. It keeps the exit code of the cause. */
    public static TreeException unusable(TimertortureException cause) {
        return new TreeException(cause.exitCode(), cause.getMessage(), cause);
    }

    /** Returns whether the tree was built, but its kernel did not boot. */
    public boolean doesNotBoot() {
        return exitCode() == ExitCode.CRASHED;
    }
}
