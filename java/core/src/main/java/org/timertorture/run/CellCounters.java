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
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.Numbered;

/** The counters of a cell, summed over its pairs. */
final class CellCounters {
    private final List<CountersRecord> pairs;

    CellCounters(List<CountersRecord> pairs) {
        this.pairs = pairs;
    }

    /** Returns the counters of one pair by name. */
    static Map<Counter, Long> of(CountersRecord c) {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counters.put(counter, counter.of(c));
        }
        return counters;
    }

    /** Returns all counters by name. */
    Map<Counter, Long> sums() {
        Map<Counter, Long> sums = new EnumMap<>(Counter.class);
        pairs.forEach(pair -> of(pair).forEach((counter, count) -> sums.merge(counter, count, Long::sum)));
        return sums;
    }

    /** Returns the sum of one value over the pairs. */
    long sum(ToLongFunction<CountersRecord> value) {
        return pairs.stream().mapToLong(value).sum();
    }

    /** Returns the largest value of the pairs; 0 if there is none. */
    long max(ToLongFunction<CountersRecord> value) {
        return pairs.stream().mapToLong(value).max().orElse(0);
    }

    /** Returns the sums of an array over the pairs, by index. */
    List<Long> sums(Function<CountersRecord, List<Long>> array, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> sum(c -> array.apply(c).get(i)))
                .toList();
    }

    /** Returns the sums of an array that is indexed by an enum's numbers, without those that are 0. */
    <E extends Enum<E> & Numbered> Map<E, Long> named(E[] values, Function<CountersRecord, List<Long>> array) {
        Map<E, Long> named = new LinkedHashMap<>();
        for (E value : values) {
            long count = sum(c -> array.apply(c).get(value.number()));
            if (count > 0) {
                named.put(value, count);
            }
        }
        return named;
    }

    /** Returns the sums of an array by a prefix and their index, without those that are 0. */
    Map<String, Long> numbered(String prefix, Function<CountersRecord, List<Long>> array, int size) {
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
