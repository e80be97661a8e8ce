// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.List;
import java.util.Map;
import org.timertorture.result.RunResult;

/**
 * Predictions and their outcomes.
 *
 * @param schema version of the JSON format
 * @param exit the exit code
 * @param predictions the predictions as they were written down
 * @param outcomes the outcomes under simulated distance, in the order of the published table
 * @param runs names of the runs' folders, in the order of running
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
