// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Copies maps of counts so that they are ordered by their keys and cannot be changed. */
final class Counts {
    private Counts() {}

    /** Returns a copy without the null key, which stands for counters that a reader does not know. Null becomes empty. */
    static <K extends Enum<K>, V> Map<K, V> copyOf(Class<K> type, Map<K, V> counts) {
        EnumMap<K, V> copy = new EnumMap<>(type);
        if (counts != null) {
            counts.forEach((key, count) -> {
                if (key != null) {
                    copy.put(key, count);
                }
            });
        }
        return Collections.unmodifiableMap(copy);
    }
}
