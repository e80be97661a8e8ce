// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * How a cell was set.
 *
 * @param handlerNs how long a handler spins
 * @param batch timers a batch; 0: the engine finds it
 * @param sleep workers sleep at barriers
 * @param sliceMs length of a slice; 0: the module's default
 * @param inject the fault injected, for tests of the tool itself
 * @param seed of every random choice in the cell
 */
public record Settings(
        long handlerNs,
        int batch,
        int weight,
        boolean sleep,
        boolean calibrate,
        long sliceMs,
        String inject,
        long seed) {}
