// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * Whether the checks can see: which of the planted defects were caught.
 *
 * @param seen cells whose planted defect was caught by the rule that names it
 * @param planted cells with a planted defect that ran
 * @param medianMs of racing until a defect was first seen; null if none was
 * @param note why some did not run, as in {@code not run (unsafe)}; else null
 * @param defects one by one
 */
public record Oracle(int seen, int planted, Double medianMs, String note, List<Defect> defects) {

    public Oracle {
        defects = defects == null ? List.of() : List.copyOf(defects);
    }

    /**
     * A planted defect that was raced or should have been.
     *
     * @param cell its id
     * @param rule that it has to break
     * @param seen whether it broke that rule
     * @param ms of racing until that was first seen; null if it was not
     */
    public record Defect(String cell, String primitive, String scenario, String rule, boolean seen, Double ms) {}
}
