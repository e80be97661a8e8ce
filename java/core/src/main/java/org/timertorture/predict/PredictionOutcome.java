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
 * @param simulatedCycles what a call then cost, SIMULATED; null if it came to none
 * @param calls that this is the mean of
 * @param lacking why it came to none: what {@link CallCost} has, or {@link #NOT_RUN}; else null
 * @param missedSimulatedPercent the prediction against that: above 0 if it was too high; null likewise
 * @param missedPublishedPercent the prediction against what was published
 */
public record PredictionOutcome(
        Prediction prediction,
        Double simulatedCycles,
        Long calls,
        String lacking,
        Double missedSimulatedPercent,
        double missedPublishedPercent) {
    /** {@link #lacking} of a cell that never came to a call. */
    public static final String NOT_RUN = "it did not run";

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
            Optional<CallCost> cost = Optional.ofNullable(runs.get(cell.machine()))
                    .flatMap(r -> CallCost.of(r, cell.primitive(), cell.placement(), cell.cold()));
            outcomes.add(of(predictions.cells().get(i), cost));
        }
        return outcomes;
    }

    private static PredictionOutcome of(Prediction prediction, Optional<CallCost> cost) {
        String lacking = cost.isEmpty() ? NOT_RUN : cost.get().lacking();
        double published = missed(prediction.cycles(), prediction.publishedCycles());
        if (lacking != null) {
            return new PredictionOutcome(prediction, null, null, lacking, null, published);
        }
        double cycles = cost.orElseThrow().cycles();
        return new PredictionOutcome(
                prediction, cycles, cost.orElseThrow().calls(), null, missed(prediction.cycles(), cycles), published);
    }

    private static double missed(double predicted, double came) {
        return PERCENT * (predicted - came) / came;
    }
}
