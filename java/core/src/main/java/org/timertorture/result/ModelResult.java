// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What one pair of a cell with a model of an old primitive, or with a forced race, came to.
 *
 * @param pair index
 * @param trials of the script; each is one of the next four, hung among them
 * @param defeated the race was won against the primitive
 * @param holds it was not
 * @param hung the deletion would have spun for ever
 * @param lost the steps did not follow the script
 * @param lostDefeated of these, came out as a defeat all the same
 * @param touched trials in which something was used after it counted as freed
 * @param bugs the model's BUG_ON() saw something
 * @param warnings its warning did
 * @param unlinkedTwice it unlinked a timer that was not queued
 * @param gaveUp it spun until it was stopped
 * @param spurious real timers that rang for a model that was not due
 * @param slots of the model's machine
 * @param handshakes of the script
 * @param cold none, flush or dirty, as asked for
 * @param remoteSlots slots on other nodes than the deleter's
 * @param warmCost reading a line that this CPU has in its cache, ticks
 * @param flushedCost one that was flushed, ticks
 * @param dirtyCost one that another CPU has written, ticks
 * @param looked slots that were looked at before a timed call
 * @param dirtied of these, written by their owner since the call before
 * @param steps of the first trial that was defeated, else of the first one
 */
public record ModelResult(
        int pair,
        long trials,
        long defeated,
        long holds,
        long hung,
        long lost,
        long lostDefeated,
        long touched,
        long bugs,
        long warnings,
        long unlinkedTwice,
        long gaveUp,
        long spurious,
        int slots,
        int handshakes,
        String cold,
        int remoteSlots,
        long warmCost,
        long flushedCost,
        long dirtyCost,
        long looked,
        long dirtied,
        List<StepTaken> steps) {

    public ModelResult {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** Returns the share of the slots that were looked at whose owner had written them, 0 to 1; null if none was. */
    public Double dirtiedShare() {
        return looked == 0 ? null : (double) dirtied / looked;
    }
}
