// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;
import java.util.Map;
import org.timertorture.result.RunResult;

/**
 * A prediction and what came of it.
 *
 * @param schema of the JSON
 * @param exit the exit code
 * @param predictions as they were written down
 * @param outcomes SIMULATED, in the order of the published table
 * @param runs by the names of their folders, in their order
 */
public record PredictionResult(
        String schema,
        int exit,
        Predictions predictions,
        List<PredictionOutcome> outcomes,
        Map<String, RunResult> runs) {

    public PredictionResult {
        outcomes = List.copyOf(outcomes);
    }
}
