// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.plan.Expectation;
import org.timertorture.plan.Placement;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Rule;

/**
 * What a cell is, apart from its settings.
 *
 * @param id unique in the run, and the same in every run of its plan
 * @param variant what sets the cell apart from others of the same scenario, primitive, engine and placement; may be empty
 * @param primitive the primitive that deletes
 * @param scenario the name of the scenario
 * @param aim the outcome that the scenario is made for
 * @param forced whether handshakes force the race
 * @param unforced the scenario in which the chase may win the same race as this forced one; null if there is none
 * @param align the engine that brings deletion and handler together
 * @param placement whether the CPU that arms a timer also deletes it
 * @param expect the expected outcome
 * @param oracle whether the cell ran before the plan, to prove that its planted defect is seen
 */
public record CellIdentity(
        String id,
        String variant,
        PrimitiveFacts primitive,
        String scenario,
        Outcome aim,
        boolean forced,
        String unforced,
        Align align,
        Placement placement,
        Expectation expect,
        boolean oracle) {

    /**
     * A primitive.
     *
     * @param name today's name
     * @param kernelName the name that the running kernel uses
     * @param kind what it is
     * @param defect the rule that names the defect of a broken primitive; else null
     */
    public record PrimitiveFacts(String name, String kernelName, Kind kind, Rule defect) {}
}
