// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Resamples boots with replacement, and slices only within them. The deviation over the resamples is corrected for the
 * small number of boots.
 */
final class ClusterBootstrap {
    private static final int RESAMPLES = 2000;

    private final UniformRandomProvider random;

    ClusterBootstrap(UniformRandomProvider random) {
        this.random = random;
    }

    /**
     * Returns the standard error of the mean over clusters; infinite if there is only one.
     *
     * @param draw returns the value of a cluster, with its parts resampled
     */
    <T> double standardError(List<T> clusters, ToDoubleFunction<T> draw) {
        int n = clusters.size();
        if (n < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += draw.applyAsDouble(clusters.get(random.nextInt(n))) / n;
            }
        }
        return StandardDeviation.of(means).getAsDouble() * Math.sqrt(n / (n - 1.0));
    }
}
