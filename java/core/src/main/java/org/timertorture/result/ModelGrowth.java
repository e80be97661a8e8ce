// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * What deletions cost, by the number of CPUs that the algorithm asks.
 *
 * @param clockKhz the frequency of the clock that counts the cycles, in kHz
 * @param coldness how cold a cache line can be on this machine
 * @param lines one line for each deletion and situation, in the order of the plan
 */
public record ModelGrowth(long clockKhz, Coldness coldness, List<CostLine> lines) {

    public ModelGrowth {
        lines = List.copyOf(lines);
    }

    /** Returns the lines of one scenario, either those that were measured or those with a simulated penalty. */
    public List<CostLine> lines(String scenario, boolean simulated) {
        return lines.stream()
                .filter(l -> l.scenario().equals(scenario) && l.simulated() == simulated)
                .toList();
    }
}
