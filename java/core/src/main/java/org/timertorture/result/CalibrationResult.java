// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What recording costs: the same loop with recording and checks, and with the clock reads only, slice by slice.
 *
 * @param slices how many pairs of slices
 * @param medianRatio of operations a second, recorded to bare
 * @param ratios slice by slice
 */
public record CalibrationResult(
        int slices, double medianRatio, double recordedOpsPerSecond, double bareOpsPerSecond, List<Double> ratios) {

    public CalibrationResult {
        ratios = ratios == null ? List.of() : List.copyOf(ratios);
    }
}
