// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.timertorture.uapi.RecordWriter.bucket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.timertorture.result.LatencySummary;
import org.timertorture.uapi.BucketStruct;
import org.timertorture.uapi.Buckets;
import org.timertorture.uapi.HistogramKind;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.Uapi;

class NanoHistogramTest {

    @Test
    void anEmptyHistogramHasNoSummary() {
        assertNull(new NanoHistogram(t -> t).summary());
    }

    @Test
    void theSmallestAndTheLargestAreExactOverAllPairs() {
        NanoHistogram histogram = new NanoHistogram(t -> t / 3.0);
        histogram.add(record(List.of(bucket(Buckets.index(300), 4)), 298, 303));
        histogram.add(record(List.of(bucket(Buckets.index(3_000), 1)), 2_999, 2_999));

        LatencySummary summary = histogram.summary();

        assertEquals(5, summary.count());
        assertEquals(99, summary.min());
        assertEquals(1_000, summary.max());
        assertEquals((3 * 298 + 303 + 2_999) / 3.0 / 5, summary.mean(), 0.01);
        assertTrue(summary.p50() >= summary.min() && summary.p999() <= summary.max());
    }

    @Test
    void percentilesAreWithinTwoPercentOfTheExactOnes() {
        Random random = new Random(5);
        List<Long> values = new ArrayList<>();
        TreeMap<Integer, Long> buckets = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            long value = (long) Math.exp(4 + random.nextGaussian());
            values.add(value);
            buckets.merge(Buckets.index(value), 1L, Long::sum);
        }
        values.sort(null);
        NanoHistogram histogram = new NanoHistogram(t -> t);
        histogram.add(record(
                buckets.entrySet().stream()
                        .map(e -> bucket(e.getKey(), e.getValue()))
                        .toList(),
                values.get(0),
                values.get(values.size() - 1)));

        LatencySummary summary = histogram.summary();

        assertClose(values.get(49_999), summary.p50());
        assertClose(values.get(89_999), summary.p90());
        assertClose(values.get(98_999), summary.p99());
        assertClose(values.get(99_899), summary.p999());
    }

    @Test
    void theEncodingIsHdrHistogramsOwn() throws Exception {
        NanoHistogram histogram = new NanoHistogram(t -> t);
        histogram.add(record(List.of(bucket(10, 3), bucket(Uapi.HIST_BUCKETS - 1, 1)), 10, 1L << 36));

        Histogram read = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(histogram.summary().histogram())), 0);

        assertEquals(4, read.getTotalCount());
        assertEquals(3, read.getCountAtValue(10));
    }

    private static void assertClose(long expected, long found) {
        assertTrue(Math.abs(expected - found) <= 1 + expected * 0.02, expected + " and " + found);
    }

    private static HistogramRecord record(List<BucketStruct> buckets, long min, long max) {
        long count = buckets.stream().mapToLong(BucketStruct::count).sum();
        long sum = min * (count - 1) + max;
        return new HistogramRecord(ByteOrder.LITTLE_ENDIAN, buckets)
                .which(HistogramKind.ENCOUNTER.number())
                .count(count)
                .min(min)
                .max(max)
                .sum(sum);
    }
}
