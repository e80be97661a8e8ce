// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import java.util.Map;

/** Thrown when the kernel refuses a request. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * The errors that the device is known to return. Their numbers are the same on all architectures that Java 17 runs
     * on.
     */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "EPERM"),
            Map.entry(2, "ENOENT"),
            Map.entry(4, "EINTR"),
            Map.entry(5, "EIO"),
            Map.entry(6, "ENXIO"),
            Map.entry(9, "EBADF"),
            Map.entry(11, "EAGAIN"),
            Map.entry(12, "ENOMEM"),
            Map.entry(13, "EACCES"),
            Map.entry(14, "EFAULT"),
            Map.entry(16, "EBUSY"),
            Map.entry(19, "ENODEV"),
            Map.entry(21, "EISDIR"),
            Map.entry(22, "EINVAL"),
            Map.entry(25, "ENOTTY"),
            Map.entry(28, "ENOSPC"),
            Map.entry(61, "ENODATA"),
            Map.entry(90, "EMSGSIZE"),
            Map.entry(95, "EOPNOTSUPP"),
            Map.entry(110, "ETIMEDOUT"));

    private final int errno;

    /**
     * Creates the exception.
     *
     * @param errno positive number, as in Linux's errno.h
     * @param what the request that failed, for the message
     */
    public ErrnoException(int errno, String what) {
        super(what + ": " + name(errno));
        this.errno = errno;
    }

    /** Returns the positive error number, as in Linux's errno.h. */
    public int errno() {
        return errno;
    }

    /** Returns the name in errno.h, or {@code errno 123} for an error that is not listed. */
    public static String name(int errno) {
        return NAMES.getOrDefault(errno, "errno " + errno);
    }
}
