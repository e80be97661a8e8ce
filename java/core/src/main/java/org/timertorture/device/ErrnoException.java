// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import org.timertorture.uapi.Errno;

/** Thrown when the kernel refuses a request. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * Creates the exception.
     *
     * @param errno positive number, as in Linux's errno.h
     * @param what the request that failed, for the message
     */
    public ErrnoException(int errno, String what) {
        super(what + ": " + Errno.name(errno));
        this.errno = errno;
    }

    /** Returns the positive error number, as in Linux's errno.h. */
    public int errno() {
        return errno;
    }

    /** Returns the error, or {@link Errno#OTHER} if it is not listed there. */
    public Errno error() {
        return Errno.of(errno);
    }
}
