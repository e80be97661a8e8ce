// SPDX-License-Identifier: Apache-2.0
package org.timertorture.words;

/**
 * Names a primitive the same way everywhere: what the running kernel calls it and, where that differs, today's name in
 * brackets, as in {@code try_to_del_timer_sync (timer_delete_sync_try)}.
 */
public final class PrimitiveName {
    private PrimitiveName() {}

    /** Returns both names, or one if they are the same. */
    public static String of(String kernelName, String today) {
        return kernelName == null || kernelName.isEmpty() || kernelName.equals(today)
                ? today
                : kernelName + " (" + today + ")";
    }
}
