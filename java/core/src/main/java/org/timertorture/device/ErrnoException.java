// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/** The kernel refused a request. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param errno positive, as in errno.h of Linux
     * @param what the request that failed, for the message
     */
    public ErrnoException(int errno, String what) {
        super(what + ": errno " + errno);
        this.errno = errno;
    }

    /** Positive, as in errno.h of Linux. */
    public int errno() {
        return errno;
    }
}
