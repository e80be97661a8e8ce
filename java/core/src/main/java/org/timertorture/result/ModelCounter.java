// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What is counted for each pair of a cell with a model of an old primitive or with a forced race. */
public enum ModelCounter implements Named {
    /** Trials of the script; each ends as one of the next four. */
    TRIALS,
    /** The race was won against the primitive. */
    DEFEATED,
    /** The race was not won. */
    HOLDS,
    /** The deletion would have spun for ever. */
    HUNG,
    /** The steps did not follow the script. */
    LOST,
    /** Lost trials that ended as a defeat all the same. */
    LOST_DEFEATED,
    /** Trials in which something was used after it counted as freed. */
    TOUCHED,
    /** The model's BUG_ON() fired. */
    BUGS,
    /** The model's warning fired. */
    WARNINGS,
    /** The model unlinked a timer that was not queued. */
    UNLINKED_TWICE,
    /** The model spun until it was stopped. */
    GAVE_UP,
    /** Real timers that expired while their model was not due. */
    SPURIOUS,
    /** Slots that were looked at. */
    LOOKED,
    /** Slots among those that their owner had written since the call before. */
    DIRTIED
}
