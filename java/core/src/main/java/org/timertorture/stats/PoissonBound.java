// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

/** Computes confidence bounds for the mean of a Poisson distribution. */
public final class PoissonBound {
    private static final long EXACT_UP_TO = 1_000;
    private static final int BISECTIONS = 200;
    private static final double Z_95 = 1.6448536269514722;

    private PoissonBound() {}

    /**
     * Returns the one-sided upper bound, which is the mean for which a count of {@code events} or fewer has the
     * probability 1 - confidence. It is exact up to 1,000 events; above, Wilson and Hilferty's approximation is
     * accurate to 0.01 %.
     *
     * @param confidence above 0 and below 1; only 0.95 is supported above 1,000 events
     */
    public static double upper(long events, double confidence) {
        if (events > EXACT_UP_TO) {
            double n = events + 1.0;
            double root = 1 - 1 / (9 * n) + Z_95 / (3 * Math.sqrt(n));
            return n * root * root * root;
        }
        double low = events;
        double high = 2 * events + 100;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (atMost(events, middle) > 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double atMost(long events, double mean) {
        double logTerm = -mean;
        double sum = Math.exp(logTerm);
        for (long k = 1; k <= events; k++) {
            logTerm += Math.log(mean) - Math.log(k);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
