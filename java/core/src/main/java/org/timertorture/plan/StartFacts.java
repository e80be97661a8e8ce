// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.nio.ByteOrder;
import java.util.List;
import java.util.function.ToIntFunction;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.StartStruct;

/**
 * What a cell is judged by before it starts.
 *
 * @param start the fields of {@code struct tt_start}
 * @param pairs that are added before the start
 * @param hz ticks a second of the kernel
 * @param unsafe whether the module was loaded with unsafe=1
 */
public record StartFacts(
        StartStruct start,
        Catalogue.Primitive primitive,
        Catalogue.Scenario scenario,
        List<Pair> pairs,
        int hz,
        boolean unsafe) {

    public StartFacts {
        pairs = List.copyOf(pairs);
    }

    /** Returns the facts of a start that has not been encoded yet. */
    public static StartFacts of(
            Start start,
            Catalogue.Primitive primitive,
            Catalogue.Scenario scenario,
            List<Pair> pairs,
            int hz,
            boolean unsafe) {
        return new StartFacts(start.encode(ByteOrder.nativeOrder()), primitive, scenario, pairs, hz, unsafe);
    }

    /** Returns the same settings on a kernel with another tick. */
    StartFacts withHz(int otherHz) {
        return new StartFacts(start, primitive, scenario, pairs, otherHz, unsafe);
    }

    /** Returns the same settings for another primitive. */
    StartFacts with(Catalogue.Primitive other) {
        return new StartFacts(start, other, scenario, pairs, hz, unsafe);
    }

    /** Returns the same settings in another scenario. */
    StartFacts with(Catalogue.Scenario other) {
        return new StartFacts(start, primitive, other, pairs, hz, unsafe);
    }

    /** A field of the start, without a sign. */
    long u32(ToIntFunction<StartStruct> field) {
        return Integer.toUnsignedLong(field.applyAsInt(start));
    }
}
