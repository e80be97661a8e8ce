// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;

/**
 * A request to compare the times of recorded runs. Every run counts as one boot, and so does every repeat of a matrix.
 *
 * @param a the runs that B is measured against
 * @param b the runs in question
 * @param tolerance the relative difference that does not matter, above 0 and at most {@link #MAX_TOLERANCE}
 * @param seed of the resampling; the same seed gives the same intervals
 * @param forced whether runs on different machines are compared all the same
 */
public record ComparisonRequest(
        List<ResultSource> a, List<ResultSource> b, double tolerance, long seed, boolean forced) {
    /** The tolerance of a request that names none: 5 %. */
    public static final double DEFAULT_TOLERANCE = 0.05;

    /** The largest tolerance: 100 %. */
    public static final double MAX_TOLERANCE = 1;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a side is empty or the tolerance is out of its range
     */
    public ComparisonRequest {
        a = List.copyOf(a);
        b = List.copyOf(b);
        if (a.isEmpty() || b.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs two sides");
        }
        if (!(tolerance > 0 && tolerance <= MAX_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "tolerance: expected more than 0 and at most " + MAX_TOLERANCE + ", found " + tolerance);
        }
    }

    /** Requests a comparison with the default tolerance. */
    public static ComparisonRequest of(ResultSource a, ResultSource b) {
        return new ComparisonRequest(List.of(a), List.of(b), DEFAULT_TOLERANCE, 1, false);
    }

    /** Returns the same request with another tolerance. */
    public ComparisonRequest withTolerance(double value) {
        return new ComparisonRequest(a, b, value, seed, forced);
    }

    /** Returns the same request for runs whose machines may differ. */
    public ComparisonRequest force() {
        return new ComparisonRequest(a, b, tolerance, seed, true);
    }
}
