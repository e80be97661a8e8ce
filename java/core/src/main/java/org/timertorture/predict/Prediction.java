// SPDX-License-Identifier: Apache-2.0
package org.timertorture.predict;

/**
 * What a cell of the published table is to cost, by the model. All cycles are a call's.
 *
 * @param cell its name
 * @param calibrates whether the penalty was found by it, so that nothing is predicted
 * @param publishedCycles as published
 * @param unpenalisedCycles measured here, without any penalty
 * @param coldLacking why they are of warm lines, though the cell's are cold; else null
 * @param lines of other nodes that it reads on the simulated machine
 * @param cycles what it is to cost
 */
public record Prediction(
        String cell,
        boolean calibrates,
        long publishedCycles,
        double unpenalisedCycles,
        String coldLacking,
        RemoteLines lines,
        long cycles) {}
