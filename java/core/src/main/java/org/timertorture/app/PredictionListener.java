// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.util.List;
import org.timertorture.predict.PredictionOutcome;
import org.timertorture.predict.Predictions;
import org.timertorture.result.RunResult;

/** Hears of the steps of a prediction in their order, on the thread that runs it. */
public interface PredictionListener {
    /** Hears nothing. */
    PredictionListener NONE = new PredictionListener() {};

    /** Called when a run is over and saved. */
    default void finished(RunResult run) {}

    /** Called when nothing can be predicted, since some cells have no cost without a penalty. */
    default void unpredictable() {}

    /**
     * Called before the predictions are tried.
     *
     * @param file where they are written down already
     */
    default void predicted(Predictions predictions, Path file) {}

    /** Called when the predictions have been tried. */
    default void tried(Predictions predictions, List<PredictionOutcome> outcomes) {}
}
