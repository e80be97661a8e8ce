// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** The kinds of early endings of a kernel under test. */
public enum EndingKind implements Named {
    /** The kernel panicked. */
    PANIC,
    /** The kernel reported an oops, BUG or general protection fault, whether it survived or not. */
    OOPS,
    /** The target gave no sign of life, and the console shows no panic. */
    HANG,
    /** The kernel or its agent never answered. */
    NEVER_BOOTED,
    /** The target shut down in order without a request. */
    GONE,
    /** A signal ended the machine, which is the host's doing. It says nothing about the kernel. */
    KILLED,
    /** The connection to the machine was lost, and nobody knows whether its kernel lives. */
    LOST;

    /** Returns whether the kernel itself ended. */
    public boolean ofTheKernel() {
        return this != KILLED && this != LOST;
    }
}
