// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

/**
 * The cost that the model predicts for a cell of the published table. All cycles are per call.
 *
 * @param cell name of the cell
 * @param calibrates whether the penalty was derived from this cell, so that nothing is predicted for it
 * @param publishedCycles the published cost
 * @param unpenalisedCycles the cost measured here without any penalty
 * @param coldLacking why the lines were warm although the cell's are cold; null if they were as asked
 * @param lines the lines of other nodes that the call reads on the simulated machine
 * @param cycles the predicted cost
 */
public record Prediction(
        String cell,
        boolean calibrates,
        long publishedCycles,
        double unpenalisedCycles,
        String coldLacking,
        RemoteLines lines,
        long cycles) {}
