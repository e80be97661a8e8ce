// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;

/**
 * An error of a system call, as in Linux's errno.h. The numbers are the same on all architectures that Java 17 runs on.
 */
public enum Errno implements Numbered {
    /** An error that this enum does not list. */
    OTHER(0),
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    ENODEV(19),
    EISDIR(21),
    EINVAL(22),
    ENOTTY(25),
    ENOSPC(28),
    ENODATA(61),
    EMSGSIZE(90),
    EOPNOTSUPP(95),
    ETIMEDOUT(110);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }

    /** Returns the error that has a number, or {@link #OTHER}. */
    public static Errno of(int number) {
        return Arrays.stream(values())
                .filter(e -> e.number == number)
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the name in errno.h, or {@code errno 123} for an error that this enum does not list. */
    public static String name(int number) {
        Errno errno = of(number);
        return errno == OTHER ? "errno " + number : errno.name();
    }
}
