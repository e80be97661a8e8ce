// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;

/**
 * What is written down before it is tried.
 *
 * @param schema of the JSON
 * @param written when, in UTC, ISO 8601
 * @param source of the published table
 * @param kernelRelease that costs here were measured on
 * @param emulated whether its CPUs are: costs then mean something against each other only
 * @param model how costs are made, in sentences: what is assumed, and what differs from the published machines
 * @param clockKhz of the cycles here
 * @param calibratedOn the published cell that the penalty was found by
 * @param remoteNs that penalty: of a line at twice the local distance, SIMULATED
 * @param remoteCycles the same in cycles
 * @param cells in the order of the published table
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
