// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.ArrayList;
import java.util.List;

/** Results of models of old deletions, for tests. */
public final class ModelRuns {
    private static final long WARM_COST = 1_000;
    private static final int FEWEST = 4;
    private static final List<Integer> SLOTS = List.of(FEWEST, 8, 16, 32, 64, 128, 256);

    private ModelRuns() {}

    /**
     * A run in which the loop costs 100 ns and 4 ns a slot, all else is flat, but for the model of today's call at the
     * fewest slots, and today's call was run seven times.
     *
     * @param ratio of a cold line's cost to a warm one's
     * @param dirtiedShare of lines that owners had written, in percent
     * @param remoteNs a penalty that is simulated, of further cells; 0: there are none
     */
    public static RunResult run(double ratio, int dirtiedShare, long remoteNs) {
        List<CellResults> cells = new ArrayList<>();
        for (int slots : SLOTS) {
            cells.add(model("hist_2_6_query_loop", slots, "none", 0, 100 + 4L * slots, ratio, 0));
            cells.add(model("hist_last_running", slots, "none", 0, 150, ratio, 0));
            cells.add(model("hist_singleshot", slots, "none", 0, 120, ratio, 0));
            cells.add(model("hist_2_6_13", slots, "none", 0, slots == FEWEST ? 400 : 130 + slots % 16, ratio, 0));
            cells.add(
                    CellResults.good().primitive("timer_delete_sync", "native").costs(160 + slots % 3));
        }
        for (String cold : List.of("flush", "dirty")) {
            cells.add(model("hist_2_6_query_loop", 4, cold, 0, 777_001, ratio, dirtiedShare));
            cells.add(model("hist_2_6_query_loop", 256, cold, 0, 777_002, ratio, dirtiedShare));
        }
        if (remoteNs > 0) {
            cells.add(model("hist_2_6_query_loop", 4, "none", remoteNs, 888_001, ratio, 0));
            cells.add(model("hist_2_6_query_loop", 256, "none", remoteNs, 888_002, ratio, 0));
        }
        return RunResults.of(cells.toArray(CellResults[]::new));
    }

    /** A cell of a model whose calls all cost so many ns. */
    public static CellResults model(
            String primitive, int slots, String cold, long remoteNs, long ns, double ratio, int dirtiedPercent) {
        boolean dirty = cold.equals("dirty");
        return CellResults.good()
                .primitive(primitive, "historical")
                .expect("any")
                .costs(ns)
                .model(
                        new ModelResult(
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                slots,
                                0,
                                cold,
                                remoteNs > 0 ? slots / 2 : 0,
                                WARM_COST,
                                Math.round(WARM_COST * ratio),
                                Math.round(WARM_COST * ratio),
                                dirty ? 100 : 0,
                                dirty ? dirtiedPercent : 0,
                                List.of()),
                        remoteNs);
    }
}
