// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.timertorture.result.CellResult;
import org.timertorture.result.Coldness;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.ModelResult;

/** Decides whether the cache lines of a model were as cold as its cell asked for. */
public final class ColdLines {
    /** A line counts as cold if reading it costs at least this many times what a cached line costs. */
    public static final double LEAST_RATIO = 2;

    /** A cost counts as one of dirty lines if owners had written at least this share of the lines. */
    public static final double LEAST_DIRTIED_SHARE = 0.5;

    private static final double PERCENT = 100;
    private static final double HUNDRED = 100;

    private ColdLines() {}

    /**
     * Measures how cold lines can be on this machine, from the probes of several models.
     *
     * @param emulated whether the CPUs are emulated
     */
    public static Coldness coldness(List<ModelResult> models, boolean emulated) {
        return new Coldness(ratio(models, ModelResult::flushedCost), ratio(models, ModelResult::dirtyCost), emulated);
    }

    /** Returns whether the lines of a model were as cold as its cell asked for. */
    public static boolean asAsked(ModelResult model) {
        return lacking(model, false) == null;
    }

    /**
     * Says why the lines of a model were not as cold as its cell asked for.
     *
     * @param emulated whether the CPUs are emulated
     * @return a short reason, or null if the lines were cold enough
     */
    public static String lacking(ModelResult model, boolean emulated) {
        return model.cold() == null
                ? null
                : lacking(coldness(List.of(model), emulated), model.cold(), model.dirtiedShare());
    }

    /**
     * Says why lines were not as cold as asked for.
     *
     * @param cold none, flush or dirty
     * @param dirtied the share of the lines that their owners had written in time; null unless owners wrote
     * @return a short reason, or null if the lines were cold enough
     */
    public static String lacking(Coldness coldness, String cold, Double dirtied) {
        double ratio =
                cold.equals("flush") ? coldness.flushed() : cold.equals("dirty") ? coldness.dirty() : LEAST_RATIO;
        boolean written = dirtied == null || dirtied >= LEAST_DIRTIED_SHARE;
        if (ratio >= LEAST_RATIO && written) {
            return null;
        }
        if (ratio >= LEAST_RATIO) {
            return Math.round(PERCENT * dirtied) + "%";
        }
        return coldness.emulated() ? "emulated" : String.format(Locale.ROOT, "%.1f : 1", ratio);
    }

    /**
     * Returns the latencies that a cell measured of the outcome that its scenario aims at.
     *
     * @return null if there are none, if they contain a simulated penalty, or if the lines were not as cold as asked for
     */
    public static LatencySummary measured(CellResult cell) {
        boolean cold = cell.models().stream().allMatch(ColdLines::asAsked);
        return cold && (cell.settings() == null || cell.settings().remoteNs() == 0) ? cell.aimed() : null;
    }

    private static double ratio(List<ModelResult> models, ToLongFunction<ModelResult> cost) {
        double[] ratios = models.stream()
                .filter(m -> m.warmCost() > 0)
                .mapToDouble(m -> (double) cost.applyAsLong(m) / m.warmCost())
                .sorted()
                .toArray();
        return ratios.length == 0 ? 0 : Math.round(HUNDRED * ratios[ratios.length / 2]) / HUNDRED;
    }
}
