// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

/** A plan that makes no sense, or that does not fit the kernel and its CPUs. The message says what would be valid. */
public final class PlanRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PlanRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    PlanRefusedException(String message) {
        this(message, null);
    }
}
