// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.ModelCounter;

/**
 * The result of one pair of a cell with a model of an old primitive or with a forced race.
 *
 * @param pair the index of the pair
 * @param machine the machine of the model
 * @param handshakes the number of handshakes of the script; 0 unless the scenario forces a race
 * @param counters what was counted
 * @param lineCosts what reading a cache line costs
 * @param steps the steps of the first trial that was defeated, or of the first trial if none was
 */
public record ModelResult(
        int pair,
        Machine machine,
        long handshakes,
        Map<ModelCounter, Long> counters,
        LineCosts lineCosts,
        List<StepTaken> steps) {

    public ModelResult {
        counters = Counts.copyOf(ModelCounter.class, counters);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * The machine of a model.
     *
     * @param slots the number of its bases
     * @param cold how cold the cell asked for its cache lines to be
     * @param remoteSlots the number of its bases that are on other nodes than the deleter
     */
    public record Machine(int slots, Cold cold, int remoteSlots) {}

    /**
     * What reading one cache line costs, in ns; 0 if it was not measured.
     *
     * @param warmNs a line that this CPU holds in its cache
     * @param flushedNs a line that was flushed from all caches
     * @param dirtyNs a line that another CPU has just written
     */
    public record LineCosts(double warmNs, double flushedNs, double dirtyNs) {}

    /** Returns one counter; 0 if it is absent. */
    public long count(ModelCounter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** Returns the share of the slots that were looked at whose owner had written them, 0 to 1; null if none was. */
    public Double dirtiedShare() {
        long looked = count(ModelCounter.LOOKED);
        return looked == 0 ? null : (double) count(ModelCounter.DIRTIED) / looked;
    }
}
