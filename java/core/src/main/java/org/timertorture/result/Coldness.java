// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What reading a line costs against one that this CPU has in its cache, the medians of all cells' probes.
 *
 * @param flushed one that was flushed; 0 if that could not be measured
 * @param dirty one that another CPU has written; 0 likewise
 * @param emulated whether the CPUs are
 */
public record Coldness(double flushed, double dirty, boolean emulated) {
    /** Below this a line is not cold. */
    public static final double LEAST = 2;

    /** With fewer of its lines written, a cost is not one of dirty lines. */
    public static final double LEAST_DIRTIED = 0.5;

    private static final double PERCENT = 100;
    private static final double HUNDRED = 100;

    static Coldness of(List<ModelResult> models, boolean emulated) {
        return new Coldness(ratio(models, ModelResult::flushedCost), ratio(models, ModelResult::dirtyCost), emulated);
    }

    private static double ratio(List<ModelResult> models, ToLongFunction<ModelResult> cost) {
        double[] ratios = models.stream()
                .filter(m -> m.warmCost() > 0)
                .mapToDouble(m -> (double) cost.applyAsLong(m) / m.warmCost())
                .sorted()
                .toArray();
        return ratios.length == 0 ? 0 : Math.round(HUNDRED * ratios[ratios.length / 2]) / HUNDRED;
    }

    /**
     * Why a cost with such lines would be none; null if they are what they are called.
     *
     * @param dirtied the share that owners had written in time; null unless they wrote
     */
    String lacking(String cold, Double dirtied) {
        double ratio = cold.equals("flush") ? flushed : cold.equals("dirty") ? dirty : LEAST;
        boolean written = dirtied == null || dirtied >= LEAST_DIRTIED;
        if (ratio >= LEAST && written) {
            return null;
        }
        if (ratio >= LEAST) {
            return Math.round(PERCENT * dirtied) + "%";
        }
        return emulated ? "emulated" : String.format(Locale.ROOT, "%.1f : 1", ratio);
    }
}
