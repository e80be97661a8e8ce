// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.Rule;

/**
 * Whether the checks work: which of the planted defects were caught.
 *
 * @param seen the number of cells whose planted defect was caught by the rule that names it
 * @param planted the number of cells with a planted defect that ran
 * @param medianMs the median of the racing times until a defect was first seen, in ms; null if none was seen
 * @param note why some cells did not run, as in {@code not run (unsafe)}; null if all ran
 * @param defects the planted defects
 */
public record Oracle(int seen, int planted, Double medianMs, String note, List<Defect> defects) {

    public Oracle {
        defects = defects == null ? List.of() : List.copyOf(defects);
    }

    /**
     * A planted defect that was raced or should have been.
     *
     * @param cell the id of its cell
     * @param primitive the broken primitive
     * @param scenario the scenario in which its defect shows
     * @param rule the rule that it must break; null if the defect has none
     * @param seen whether it broke that rule
     * @param ms the racing time until that was first seen, in ms; null if it was not seen
     */
    public record Defect(String cell, String primitive, String scenario, Rule rule, boolean seen, Double ms) {}
}
