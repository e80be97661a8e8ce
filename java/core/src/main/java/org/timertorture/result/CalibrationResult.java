// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What recording costs: one loop ran with recording and checks, and with the clock reads only, slice by slice.
 *
 * @param slices the number of pairs of slices
 * @param medianRatio the median of the ratios
 * @param recordedOpsPerSecond operations a second with recording and checks, the median of the slices
 * @param bareOpsPerSecond operations a second with the clock reads only, the median of the slices
 * @param ratios the rate with recording divided by the rate without, slice by slice
 */
public record CalibrationResult(
        int slices, double medianRatio, double recordedOpsPerSecond, double bareOpsPerSecond, List<Double> ratios) {

    public CalibrationResult {
        ratios = ratios == null ? List.of() : List.copyOf(ratios);
    }
}
