// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Align;

/**
 * The name of a cell.
 *
 * @param id unique in its run, and the same in every run of its plan
 * @param variant what sets the cell apart from others of the same scenario, primitive, engine and placement; may be
 *     empty
 */
public record CellName(String id, String variant) {

    /** Returns the name of a round of the cell. */
    CellName round(int number) {
        String round = "round-" + number;
        return new CellName(
                id + (variant.isEmpty() ? "/" : ",") + round, variant + (variant.isEmpty() ? "" : ",") + round);
    }

    /**
     * Returns the id of a cell.
     *
     * @param oracle whether the cell runs before the plan, to prove that its planted defect is seen
     */
    public static String id(
            boolean oracle, String scenario, String primitive, Align align, Placement placement, String variant) {
        return (oracle ? "oracle/" : "")
                + String.join("/", scenario, primitive, align.label(), placement.label())
                + (variant.isEmpty() ? "" : "/" + variant);
    }
}
