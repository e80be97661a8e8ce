// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

/** The environment lacks something; the message names the cause. Exit code 3. */
final class EnvironmentException extends Exception {
    private static final long serialVersionUID = 1L;

    EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
