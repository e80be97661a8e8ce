// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;

/**
 * The predictions, written down before they are tested.
 *
 * @param schema version of the JSON format
 * @param written when they were written, ISO 8601 in UTC
 * @param source source of the published table
 * @param kernelRelease the kernel that the costs were measured on
 * @param emulated whether the CPUs were emulated, so that costs can be compared only with each other
 * @param model the model in sentences: its assumptions, and how this machine differs from the published ones
 * @param clockKhz frequency of the clock that counts the cycles here
 * @param calibratedOn the published cell that the penalty was derived from
 * @param remoteNs the simulated penalty in ns, for a line at twice the local distance
 * @param remoteCycles the same penalty in cycles
 * @param cells the predictions, in the order of the published table
 */
public record Predictions(
        String schema,
        String written,
        String source,
        String kernelRelease,
        boolean emulated,
        List<String> model,
        long clockKhz,
        String calibratedOn,
        long remoteNs,
        double remoteCycles,
        List<Prediction> cells) {

    public Predictions {
        model = List.copyOf(model);
        cells = List.copyOf(cells);
    }
}
