// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;

/**
 * A list of cells to run.
 *
 * @param source where it was read, for messages: a file's name
 * @param seconds of racing, all cells together, unless told otherwise
 * @param cpus that a VM for it has, unless told otherwise
 * @param oracle whether to prove first, in the same boot, that planted defects are seen
 */
public record Plan(
        String name,
        String description,
        String source,
        double seconds,
        Optional<Integer> cpus,
        boolean oracle,
        List<CellSpec> cells) {

    public Plan {
        cells = List.copyOf(cells);
    }
}
