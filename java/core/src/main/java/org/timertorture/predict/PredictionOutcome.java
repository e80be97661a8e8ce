// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.result.RunResult;

/**
 * A prediction and what was measured afterwards.
 *
 * @param simulatedCycles the measured cost of a call under simulated distance; null if the cell did not run
 * @param calls the number of calls behind that mean; null if the cell did not run
 * @param coldLacking why the lines were warm although the cell's are cold; null if they were as asked
 * @param missedSimulatedPercent the error against the measured cost, positive if the prediction was too high; null if
 *     the cell did not run
 * @param missedPublishedPercent the error against the published cost, positive if the prediction was too high
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
     * Returns the outcomes of all predictions.
     *
     * @param runs for each machine that was reached, its run with the penalty
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
