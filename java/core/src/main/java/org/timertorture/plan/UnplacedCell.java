// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;

/**
 * A cell of an expanded plan, before its CPUs are chosen.
 *
 * @param number the cell's number in its run, from 0
 * @param name what the cell is called
 * @param line the line of the plan's file where the cell's entry begins, from 1; 0 if it is in no file
 * @param primitive an entry of the catalogue, never an alias
 * @param scenario an entry of the catalogue
 * @param align the engine
 * @param placement whether the CPU that arms a timer also deletes it
 * @param pairs the choice of CPUs
 * @param settings how it is set
 * @param expect the expected outcome
 * @param weight the share of the racing time, relative to the weights of the other cells
 * @param oracle whether it runs before the plan, to prove that a planted defect is seen
 * @param seed the seed of every random choice, 53 bits
 */
public record UnplacedCell(
        int number,
        CellName name,
        int line,
        Catalogue.Primitive primitive,
        Catalogue.Scenario scenario,
        Align align,
        Placement placement,
        PairChoice pairs,
        CellSettings settings,
        Expectation expect,
        int weight,
        boolean oracle,
        long seed) {}
