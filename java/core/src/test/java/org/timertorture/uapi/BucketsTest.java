// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void everyBoundaryIsTheHeadersFormula() {
        int s = Uapi.HIST_SUB_BITS;
        for (int i = 0; i < Uapi.HIST_BUCKETS; i++) {
            long lowest = i;
            long end = i + 1;
            if (i >= 1 << s + 1) {
                int o = (i >> s) - 1;
                long m = i & (1 << s) - 1;
                lowest = (1L << s) + m << o;
                end = (1L << s) + m + 1 << o;
            }
            assertEquals(lowest, Buckets.lowest(i), "lowest of " + i);
            assertEquals(end - 1, Buckets.highest(i), "highest of " + i);
        }
    }

    @Test
    void bucketsCoverAllValuesWithoutGapOrOverlap() {
        assertEquals(0, Buckets.lowest(0));
        for (int i = 1; i < Uapi.HIST_BUCKETS; i++) {
            assertEquals(Buckets.highest(i - 1) + 1, Buckets.lowest(i), "bucket " + i);
        }
    }

    @Test
    void aValueFallsIntoTheBucketThatHoldsIt() {
        for (int i = 0; i < Uapi.HIST_BUCKETS; i++) {
            assertEquals(i, Buckets.index(Buckets.lowest(i)));
            assertEquals(i, Buckets.index(Buckets.highest(i)));
        }
    }

    @Test
    void largerValuesCountInTheLastBucket() {
        assertEquals(Uapi.HIST_BUCKETS - 1, Buckets.index(Buckets.highest(Uapi.HIST_BUCKETS - 1) + 1));
        assertEquals(Uapi.HIST_BUCKETS - 1, Buckets.index(Long.MAX_VALUE));
    }

    @Test
    void theMiddleOfABucketOfOneValueIsThatValue() {
        assertEquals(17, Buckets.midpoint(17));
        assertEquals(64.5, Buckets.midpoint(64));
    }

    @Test
    void thereIsNoBucketOutside() {
        assertThrows(IndexOutOfBoundsException.class, () -> Buckets.lowest(Uapi.HIST_BUCKETS));
        assertThrows(IndexOutOfBoundsException.class, () -> Buckets.highest(-1));
    }
}
