// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

/** Thrown when the running module is not the one whose catalogue was read, which is a bug in timertorture. */
public final class CatalogueMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueMismatchException(String message) {
        super(message);
    }
}
