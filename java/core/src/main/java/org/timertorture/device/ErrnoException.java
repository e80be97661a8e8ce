// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import java.util.Map;

/** The kernel refused a request. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Those that the device and its opening are known to give; the same on all architectures that Java 17 runs on. */
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
     * @param errno positive, as in errno.h of Linux
     * @param what the request that failed, for the message
     */
    public ErrnoException(int errno, String what) {
        super(what + ": " + name(errno));
        this.errno = errno;
    }

    /** Positive, as in errno.h of Linux. */
    public int errno() {
        return errno;
    }

    /** The name in errno.h, or {@code errno 123} for an unusual one. */
    public static String name(int errno) {
        return NAMES.getOrDefault(errno, "errno " + errno);
    }
}
