// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * How a cell was set.
 *
 * @param handlerNs how long a handler spins
 * @param batch timers a batch; 0: the engine finds it
 * @param timer how timers are set up: pinned, deferrable, irqsafe
 * @param sleep workers sleep at barriers
 * @param hotplug base CPUs went off line and came back
 * @param sliceMs length of a slice; 0: the module's default
 * @param inject the fault injected, for tests of the tool itself
 * @param slots bases of a model's machine; 0: a CPU each
 * @param cold what was done to a model's lines before each timed call: none, flush or dirty
 * @param remoteNs simulated penalty for a line of another node
 * @param skip the handshake of a forced scenario that was left out, from 1; 0: none
 * @param seed of every random choice in the cell
 */
public record Settings(
        long handlerNs,
        int batch,
        List<String> timer,
        int weight,
        boolean sleep,
        boolean calibrate,
        boolean hotplug,
        long sliceMs,
        String inject,
        int slots,
        String cold,
        long remoteNs,
        int skip,
        long seed) {

    public Settings {
        timer = timer == null ? List.of() : List.copyOf(timer);
    }
}
