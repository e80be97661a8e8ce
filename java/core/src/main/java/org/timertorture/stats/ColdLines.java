// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.timertorture.result.CellResult;
import org.timertorture.result.Coldness;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.ModelResult;
import org.timertorture.uapi.Cold;

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
        return new Coldness(
                ratio(models, ModelResult.LineCosts::flushedNs),
                ratio(models, ModelResult.LineCosts::dirtyNs),
                emulated);
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
        return lacking(coldness(List.of(model), emulated), model.machine().cold(), model.dirtiedShare());
    }

    /**
     * Says why lines were not as cold as asked for.
     *
     * @param cold what was done to the lines
     * @param dirtied the share of the lines that their owners had written in time; null unless owners wrote
     * @return a short reason, or null if the lines were cold enough
     */
    public static String lacking(Coldness coldness, Cold cold, Double dirtied) {
        double ratio = switch (cold) {
            case NONE -> LEAST_RATIO;
            case FLUSH -> coldness.flushed();
            case DIRTY -> coldness.dirty();
        };
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
        return cold && cell.settings().model().remoteNs() == 0 ? cell.aimed() : null;
    }

    private static double ratio(List<ModelResult> models, ToDoubleFunction<ModelResult.LineCosts> cost) {
        double[] ratios = models.stream()
                .map(ModelResult::lineCosts)
                .filter(c -> c.warmNs() > 0)
                .mapToDouble(c -> cost.applyAsDouble(c) / c.warmNs())
                .sorted()
                .toArray();
        return ratios.length == 0 ? 0 : Math.round(HUNDRED * ratios[ratios.length / 2]) / HUNDRED;
    }
}
