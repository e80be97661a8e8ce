// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What recording costs. One loop ran in slices, in turn with recording and checks, and with the clock reads only.
 *
 * @param slices the number of pairs of slices
 * @param medianRatio the median of the ratios
 * @param recordedOpsPerSecond the median of the slices' operations per second with recording and checks
 * @param bareOpsPerSecond the median of the slices' operations per second with the clock reads only
 * @param ratios the rate with recording divided by the rate without, slice by slice
 */
public record CalibrationResult(
        int slices, double medianRatio, double recordedOpsPerSecond, double bareOpsPerSecond, List<Double> ratios) {

    public CalibrationResult {
        ratios = ratios == null ? List.of() : List.copyOf(ratios);
    }
}
