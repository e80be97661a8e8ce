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

    /** Returns a cell's id with the primitive in it named so. Ids have today's name, to be the same on every kernel. */
    public static String inId(String id, String kernelName, String today) {
        return id.replace("/" + today, "/" + of(kernelName, today));
    }
}
