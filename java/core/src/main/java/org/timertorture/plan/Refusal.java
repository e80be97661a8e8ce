// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Errno;

/**
 * Why a cell cannot start.
 *
 * @param check that refuses it
 * @param errno of the start
 * @param setting what the user has to change, in the words of a plan
 * @param value that the check found
 * @param min least value that would have passed
 * @param max greatest value that would have passed
 */
public record Refusal(String check, Errno errno, String setting, long value, long min, long max) {

    /** Returns whether the cell would start if the module were loaded with unsafe=1. */
    public boolean needsUnsafe() {
        return errno == Errno.EPERM;
    }
}
