// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;

/**
 * A list of cells to run.
 *
 * @param source where it was read, for messages: a file's name
 * @param seconds of racing, all cells together, unless told otherwise
 */
public record Plan(String name, String description, String source, double seconds, List<CellSpec> cells) {

    public Plan {
        cells = List.copyOf(cells);
    }
}
