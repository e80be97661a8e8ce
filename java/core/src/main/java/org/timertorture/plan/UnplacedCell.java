// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;

/**
 * A cell of an expanded plan, before its CPUs are chosen.
 *
 * @param number the cell's number in its run, from 0
 * @param name what the cell is called
 * @param spec the entry of the plan that it was made from
 * @param primitive an entry of the catalogue, never an alias
 * @param scenario an entry of the catalogue
 * @param align the engine
 * @param placement whether the CPU that arms a timer also deletes it
 * @param settings how it is set
 * @param expect the expected outcome
 * @param seed the seed of every random choice, 53 bits
 */
public record UnplacedCell(
        int number,
        CellName name,
        CellSpec spec,
        Catalogue.Primitive primitive,
        Catalogue.Scenario scenario,
        Align align,
        Placement placement,
        CellSettings settings,
        Expectation expect,
        long seed) {

    /**
     * Returns a round of the cell, which has a name of its own if there are several.
     *
     * @param newNumber the round's number in the run, from 0
     * @param round from 0
     * @param rounds how many there are
     */
    UnplacedCell round(int newNumber, int round, int rounds) {
        return new UnplacedCell(
                newNumber,
                rounds == 1 ? name : name.round(round + 1),
                spec,
                primitive,
                scenario,
                align,
                placement,
                settings,
                expect,
                seed);
    }
}
