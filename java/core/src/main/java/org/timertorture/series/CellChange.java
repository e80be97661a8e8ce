// SPDX-License-Identifier: Apache-2.0
package org.timertorture.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.RunResult;

/**
 * A cell whose outcome is another than at the last commit that was raced.
 *
 * @param cell the cell's id
 * @param before its outcome then
 * @param after its outcome now
 */
public record CellChange(String cell, CellOutcome before, CellOutcome after) {

    /** Returns the cells of two runs of the same plan that changed, in the order of the later run. */
    public static List<CellChange> between(RunResult before, RunResult after) {
        Map<String, CellOutcome> then = before.cells().stream()
                .collect(Collectors.toMap(CellResult::id, CellOutcome::of, (first, second) -> first));
        List<CellChange> changes = new ArrayList<>();
        for (CellResult cell : after.cells()) {
            CellOutcome was = then.get(cell.id());
            CellOutcome is = CellOutcome.of(cell);
            if (was != null && was != is) {
                changes.add(new CellChange(cell.id(), was, is));
            }
        }
        return changes;
    }
}
