// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

/**
 * The errors of the device that a run distinguishes. Linux uses the same numbers on all architectures supported here.
 */
final class Errno {
    static final int EPERM = 1;
    static final int EIO = 5;
    static final int ENOMEM = 12;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENODATA = 61;
    static final int EOPNOTSUPP = 95;

    private Errno() {}
}
