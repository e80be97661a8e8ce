// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.result.RunResult;

/**
 * What became of a prediction.
 *
 * @param simulatedCycles what a call then cost, SIMULATED; null if it did not run
 * @param calls that this is the mean of; null likewise
 * @param coldLacking why it is of warm lines, though the cell's are cold; else null
 * @param missedSimulatedPercent the prediction against that: above 0 if it was too high; null likewise
 * @param missedPublishedPercent the prediction against what was published
 */
public record PredictionOutcome(
        Prediction prediction,
        Double simulatedCycles,
        Long calls,
        String coldLacking,
        Double missedSimulatedPercent,
        double missedPublishedPercent) {
    private static final double PERCENT = 100;

    /**
     * Those of all predictions.
     *
     * @param runs with the penalty, of each machine that was reached
     */
    public static List<PredictionOutcome> of(
            Published table, Predictions predictions, Map<PublishedMachine, RunResult> runs) {
        List<PredictionOutcome> outcomes = new ArrayList<>();
        List<PublishedCell> cells = table.cells();
        for (int i = 0; i < cells.size(); i++) {
            PublishedCell cell = cells.get(i);
            Optional<CallCost> cost =
                    Optional.ofNullable(runs.get(cell.machine())).flatMap(r -> CallCost.of(r, cell));
            outcomes.add(of(predictions.cells().get(i), cost));
        }
        return outcomes;
    }

    private static PredictionOutcome of(Prediction prediction, Optional<CallCost> cost) {
        double published = missed(prediction.cycles(), prediction.publishedCycles());
        return cost.map(c -> new PredictionOutcome(
                        prediction,
                        c.cycles(),
                        c.calls(),
                        c.lacking(),
                        missed(prediction.cycles(), c.cycles()),
                        published))
                .orElse(new PredictionOutcome(prediction, null, null, null, null, published));
    }

    private static double missed(double predicted, double came) {
        return PERCENT * (predicted - came) / came;
    }
}
