// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.timertorture.stats.Tally;

/**
 * One time of one cell in one boot, as the logarithm of ns, and the same time of resampled slices.
 *
 * @param round what boots of the same round share; empty if there is no round
 * @param calls the number of calls that were timed
 * @param log the time of all slices together
 * @param resampled the time of slices that were drawn with replacement; only {@code log} if there is one slice
 */
record Boot(String round, long calls, double log, double[] resampled) {
    private static final int RESAMPLES = 50;

    /** Measures all slices together, and resampled slices. */
    static Boot of(RecordedRun.Times times, String round, Metric metric, UniformRandomProvider random) {
        List<Tally> slices = times.slices();
        double log = log(slices, metric);
        double[] resampled = new double[slices.size() == 1 ? 1 : RESAMPLES];
        resampled[0] = log;
        for (int i = 0; i < resampled.length && slices.size() > 1; i++) {
            List<Tally> drawn = new ArrayList<>();
            for (int j = 0; j < slices.size(); j++) {
                drawn.add(slices.get(random.nextInt(slices.size())));
            }
            resampled[i] = log(drawn, metric);
        }
        return new Boot(round, times.calls(), log, resampled);
    }

    private static double log(List<Tally> slices, Metric metric) {
        return Math.log(Math.max(1, Tally.sum(slices).quantile(metric.share())));
    }

    /** Returns the time with one of its resamples of slices. */
    double draw(UniformRandomProvider random) {
        return resampled[resampled.length == 1 ? 0 : random.nextInt(resampled.length)];
    }
}
