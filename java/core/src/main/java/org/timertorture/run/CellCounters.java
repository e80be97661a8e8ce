// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Named;

/** The counters of a cell, summed over its pairs. */
final class CellCounters {
    private final List<KernelRecord.Counters> pairs;

    CellCounters(List<KernelRecord.Counters> pairs) {
        this.pairs = pairs;
    }

    /** Returns the counters of one pair by name. */
    static Map<Counter, Long> of(KernelRecord.Counters c) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        counters.put(Counter.EXPIRIES, c.expiries());
        counters.put(Counter.ARMS, c.arms());
        counters.put(Counter.REARMS, c.rearms());
        counters.put(Counter.DOUBTFUL_ARMS, c.doubtfulArms());
        counters.put(Counter.DEQUEUES, c.dequeues());
        counters.put(Counter.PENDING, c.pending());
        counters.put(Counter.DISAGREEMENTS, c.disagreements());
        counters.put(Counter.DISTURBED, c.disturbed());
        counters.put(Counter.OUTLIVED, c.outlived());
        counters.put(Counter.BATCHES, c.batches());
        counters.put(Counter.LATE, c.late());
        counters.put(Counter.THIRD, c.third());
        counters.put(Counter.SHUTDOWN_ARMS, c.shutdownArms());
        counters.put(Counter.HOTPLUGS, c.hotplugs());
        counters.put(Counter.HOTPLUGS_REFUSED, c.hotplugsRefused());
        return counters;
    }

    /** Returns all counters by name. */
    Map<Counter, Long> sums() {
        Map<Counter, Long> sums = new EnumMap<>(Counter.class);
        pairs.forEach(pair -> of(pair).forEach((counter, count) -> sums.merge(counter, count, Long::sum)));
        return sums;
    }

    /** Returns the sum of one value over the pairs. */
    long sum(ToLongFunction<KernelRecord.Counters> value) {
        return pairs.stream().mapToLong(value).sum();
    }

    /** Returns the largest value of the pairs; 0 if there is none. */
    long max(ToLongFunction<KernelRecord.Counters> value) {
        return pairs.stream().mapToLong(value).max().orElse(0);
    }

    /** Returns the sums of an array over the pairs, by index. */
    List<Long> sums(Function<KernelRecord.Counters, List<Long>> array, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> sum(c -> array.apply(c).get(i)))
                .toList();
    }

    /** Returns the sums of an array that is indexed by an enum's ordinal, without those that are 0. */
    <E extends Enum<E> & Named> Map<E, Long> named(E[] values, Function<KernelRecord.Counters, List<Long>> array) {
        Map<E, Long> named = new LinkedHashMap<>();
        for (E value : values) {
            long count = sum(c -> array.apply(c).get(value.ordinal()));
            if (count > 0) {
                named.put(value, count);
            }
        }
        return named;
    }

    /** Returns the sums of an array by a prefix and their index, without those that are 0. */
    Map<String, Long> numbered(String prefix, Function<KernelRecord.Counters, List<Long>> array, int size) {
        Map<String, Long> named = new LinkedHashMap<>();
        List<Long> sums = sums(array, size);
        for (int i = 0; i < size; i++) {
            if (sums.get(i) > 0) {
                named.put(prefix + i, sums.get(i));
            }
        }
        return named;
    }
}
