// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * The times that were measured in a cell.
 *
 * @param latency the durations of calls; null if the cell did not race
 * @param slices the calls of each slice of time
 * @param calibration what recording costs; null unless the cell calibrated
 * @param lateMaxJiffies the latest start of a handler, in jiffies after its expiry and the granule of its wheel level
 */
public record Timing(Latency latency, List<SliceResult> slices, CalibrationResult calibration, long lateMaxJiffies) {
    /** The times of a cell that did not race. */
    public static final Timing NONE = new Timing(null, null, null, 0);

    public Timing {
        slices = slices == null ? List.of() : List.copyOf(slices);
    }
}
