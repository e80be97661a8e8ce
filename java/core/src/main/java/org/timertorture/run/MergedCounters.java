// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.nio.ByteBuffer;
import java.util.List;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.Field;

/** Adds up what one pair counted in several turns of its cell. */
final class MergedCounters {
    private static final List<String> SHORTEST = List.of("handler_min");
    private static final List<String> LONGEST = List.of("gap_max", "handler_max");

    private MergedCounters() {}

    /** Adds the counters of a later turn. Sums are the rule; the extremes of both turns stay extremes. */
    static void add(CountersRecord sums, CountersRecord later) {
        ByteBuffer to = sums.bytes();
        ByteBuffer from = later.bytes();
        for (Field field : later.fields()) {
            for (int i = 0; field.type() == Field.Type.U64 && i < field.count(); i++) {
                int at = field.offset() + i * Long.BYTES;
                to.putLong(at, merged(field.name(), to.getLong(at), from.getLong(at)));
            }
        }
        sums.batch(later.batch());
        sums.lateMax(Math.max(sums.lateMax(), later.lateMax()));
    }

    private static long merged(String name, long a, long b) {
        if (SHORTEST.contains(name)) {
            return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
        }
        return LONGEST.contains(name) ? Math.max(a, b) : a + b;
    }
}
