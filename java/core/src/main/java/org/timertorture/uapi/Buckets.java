// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * The kernel's log-linear histogram: {@code TT_HIST_*}. Values below 2^6 have a bucket each; above, every octave has
 * 2^5. All values are in ticks.
 */
public final class Buckets {
    /** The number of buckets between a value and twice that value. */
    public static final int PER_OCTAVE = 1 << Uapi.HIST_SUB_BITS;

    private static final int SUB_BUCKETS = PER_OCTAVE;
    private static final int LINEAR = 2 * SUB_BUCKETS;

    private Buckets() {}

    /** Returns the smallest value of a bucket, 0 to {@link Uapi#HIST_BUCKETS} - 1. */
    public static long lowest(int index) {
        checkIndex(index);
        if (index < LINEAR) {
            return index;
        }
        return (long) (SUB_BUCKETS + index % SUB_BUCKETS) << octave(index);
    }

    /** Returns the largest value of a bucket. The last bucket also holds all larger values. */
    public static long highest(int index) {
        checkIndex(index);
        if (index < LINEAR) {
            return index;
        }
        return ((long) (SUB_BUCKETS + index % SUB_BUCKETS + 1) << octave(index)) - 1;
    }

    /** Returns the value in the middle of a bucket. */
    public static double midpoint(int index) {
        return (lowest(index) + highest(index)) / 2.0;
    }

    /** Returns the bucket of a value that is not negative. */
    public static int index(long value) {
        if (value < LINEAR) {
            return (int) value;
        }
        int octave = 63 - Long.numberOfLeadingZeros(value) - Uapi.HIST_SUB_BITS;
        int index = (octave + 1) * SUB_BUCKETS + (int) (value >> octave) - SUB_BUCKETS;
        return Math.min(index, Uapi.HIST_BUCKETS - 1);
    }

    private static int octave(int index) {
        return index / SUB_BUCKETS - 1;
    }

    private static void checkIndex(int index) {
        if (index < 0 || index >= Uapi.HIST_BUCKETS) {
            throw new IndexOutOfBoundsException("bucket " + index + " of " + Uapi.HIST_BUCKETS);
        }
    }
}
