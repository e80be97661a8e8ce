// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.time.Duration;
import java.util.List;
import org.timertorture.plan.Cell;

/**
 * What a run would do.
 *
 * @param plan its name
 * @param kernel the kernel's release, and whether it is this machine's own, for a person
 * @param seed that every random choice derives from
 * @param seconds the racing time of the whole run, in seconds
 * @param cells in the order that they race in, those that cannot run here included
 * @param command the exact QEMU command that starts the machine; empty for this machine
 */
public record RunSchedule(
        String plan, String kernel, long seed, double seconds, List<Entry> cells, List<String> command) {
    public RunSchedule {
        cells = List.copyOf(cells);
        command = List.copyOf(command);
    }

    /**
     * A cell and its racing time, which is zero if the cell is skipped.
     *
     * @param cell with the reason if it is skipped
     */
    public record Entry(Cell cell, Duration time) {}
}
