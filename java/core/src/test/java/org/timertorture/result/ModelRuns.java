// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.timertorture.plan.Expectation;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.ModelCounter;

/** Builds results of models of historical deletions for tests. */
public final class ModelRuns {
    private static final long WARM_COST = 1_000;
    private static final int FEWEST = 4;
    private static final List<Integer> SLOTS = List.of(FEWEST, 8, 16, 32, 64, 128, 256);

    private ModelRuns() {}

    /**
     * Returns a run in which the loop costs 100 ns plus 4 ns per slot. The other models cost the same at every number
     * of slots, except the model of today's call at the fewest slots. Today's call was run seven times.
     *
     * @param ratio cost of reading a cold line relative to a warm one
     * @param dirtiedShare share of the lines that their owners had written, in percent
     * @param remoteNs simulated penalty of additional cells, in ns; with 0 there are no such cells
     */
    public static RunResult run(double ratio, int dirtiedShare, long remoteNs) {
        return run(ratio, dirtiedShare, remoteNs, 1);
    }

    /** The same without a penalty, but the model of today's call costs this many times as much at the most slots. */
    public static RunResult growing(long times) {
        return run(3, 90, 0, times);
    }

    private static RunResult run(double ratio, int dirtiedShare, long remoteNs, long timesAtMost) {
        List<CellResults> cells = new ArrayList<>();
        for (int slots : SLOTS) {
            cells.add(model("hist_2_6_query_loop", slots, Cold.NONE, 0, 100 + 4L * slots, ratio, 0));
            cells.add(model("hist_last_running", slots, Cold.NONE, 0, 150, ratio, 0));
            cells.add(model("hist_singleshot", slots, Cold.NONE, 0, 120, ratio, 0));
            long todays = slots == FEWEST ? 400 : 130 + slots % 16;
            cells.add(
                    model("hist_2_6_13", slots, Cold.NONE, 0, slots == 256 ? todays * timesAtMost : todays, ratio, 0));
            cells.add(CellResults.good()
                    .primitive("timer_delete_sync", Kind.NATIVE)
                    .costs(160 + slots % 3));
        }
        for (Cold cold : List.of(Cold.FLUSH, Cold.DIRTY)) {
            cells.add(model("hist_2_6_query_loop", 4, cold, 0, 777_001, ratio, dirtiedShare));
            cells.add(model("hist_2_6_query_loop", 256, cold, 0, 777_002, ratio, dirtiedShare));
        }
        if (remoteNs > 0) {
            cells.add(model("hist_2_6_query_loop", 4, Cold.NONE, remoteNs, 888_001, ratio, 0));
            cells.add(model("hist_2_6_query_loop", 256, Cold.NONE, remoteNs, 888_002, ratio, 0));
        }
        return RunResults.of(cells.toArray(CellResults[]::new));
    }

    /** Returns a cell of a model in which every call costs the same, in ns. */
    public static CellResults model(
            String primitive, int slots, Cold cold, long remoteNs, long ns, double ratio, int dirtiedPercent) {
        boolean dirty = cold == Cold.DIRTY;
        return CellResults.good()
                .primitive(primitive, Kind.HISTORICAL)
                .expect(Expectation.ANY)
                .costs(ns)
                .model(
                        new ModelResult(
                                0,
                                new ModelResult.Machine(slots, cold, remoteNs > 0 ? slots / 2 : 0),
                                0,
                                dirty
                                        ? Map.of(ModelCounter.LOOKED, 100L, ModelCounter.DIRTIED, (long) dirtiedPercent)
                                        : Map.of(),
                                new ModelResult.LineCosts(WARM_COST, WARM_COST * ratio, WARM_COST * ratio),
                                List.of()),
                        remoteNs);
    }
}
