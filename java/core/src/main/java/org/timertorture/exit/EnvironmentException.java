// SPDX-License-Identifier: Apache-2.0
package org.timertorture.exit;

/** The environment lacks something, such as a folder that can be written to: {@link ExitCode#ENVIRONMENT}. */
public final class EnvironmentException extends TimertortureException {
    private static final long serialVersionUID = 1L;

    public EnvironmentException(String message) {
        this(message, null);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(ExitCode.ENVIRONMENT, message, cause);
    }
}
