// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.Collection;
import java.util.List;

/** Computes medians. */
public final class Median {
    private Median() {}

    /**
     * Returns the middle value, or the mean of the two middle values.
     *
     * @throws IllegalArgumentException if there are no values
     */
    public static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
