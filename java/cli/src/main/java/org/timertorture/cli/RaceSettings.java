// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import org.timertorture.grade.KnownFindings;

/**
 * How a plan is run.
 *
 * @param seconds of racing, all cells together
 * @param seed that all others derive from; 0 to 2^53 - 1
 * @param known findings that explain what is forbidden
 * @param strict whether a degraded verdict is not good enough
 * @param strictTiming whether degraded times are not good enough
 */
record RaceSettings(double seconds, long seed, KnownFindings known, boolean strict, boolean strictTiming) {

    /** The same with another time. */
    RaceSettings withSeconds(double other) {
        return new RaceSettings(other, seed, known, strict, strictTiming);
    }
}
