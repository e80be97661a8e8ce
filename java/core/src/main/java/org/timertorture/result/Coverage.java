// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.Map;
import org.timertorture.uapi.Arming;
import org.timertorture.uapi.Draw;
import org.timertorture.uapi.Phase;

/**
 * Which situations a cell reached.
 *
 * @param phases where in its handler's time a deletion began
 * @param phaseHistogram the same in finer bins; null if the cell did not come to its end
 * @param armedBy how often the armer and the third CPU called each function that arms a timer
 * @param drawn how often each kind of new expiry was chosen
 * @param drawnLevels new expiries by the level of the timer wheel that they are on: {@code level-0} and up
 * @param drawnMoments arms and deletions by the third CPU, by the handlers between the running one and the timer's own:
 *     {@code ahead-0} and up
 */
public record Coverage(
        Map<Phase, Long> phases,
        PhaseHistogram phaseHistogram,
        Map<Arming, Long> armedBy,
        Map<Draw, Long> drawn,
        Map<String, Long> drawnLevels,
        Map<String, Long> drawnMoments) {
    /** The coverage of a cell that did not race. */
    public static final Coverage NONE = new Coverage(null, null, null, null, null, null);

    public Coverage {
        phases = Counts.copyOf(Phase.class, phases);
        armedBy = Counts.copyOf(Arming.class, armedBy);
        drawn = Counts.copyOf(Draw.class, drawn);
        drawnLevels = drawnLevels == null ? Map.of() : drawnLevels;
        drawnMoments = drawnMoments == null ? Map.of() : drawnMoments;
    }
}
