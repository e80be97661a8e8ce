// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Pair;

/**
 * The unit that runs: one primitive in one scenario on certain CPUs.
 *
 * @param number the cell's number in its run, from 0
 * @param id unique in its run, and the same in every run of its plan
 * @param variant what sets it apart from other cells of the same scenario, primitive, engine and placement; may be empty
 * @param line the line of the plan's file where the cell's entry begins, from 1; 0 if it is in no file
 * @param primitive an entry of the catalogue, never an alias
 * @param scenario an entry of the catalogue
 * @param race how and where it races
 * @param settings how it is set
 * @param expect the expected outcome
 * @param weight the share of the racing time, relative to the weights of the other cells
 * @param oracle whether it runs before the plan, to prove that a planted defect is seen
 * @param seed the seed of every random choice, 53 bits
 * @param skip why it cannot run; empty if it can
 */
public record Cell(
        int number,
        String id,
        String variant,
        int line,
        Catalogue.Primitive primitive,
        Catalogue.Scenario scenario,
        Race race,
        CellSettings settings,
        Expectation expect,
        int weight,
        boolean oracle,
        long seed,
        Optional<String> skip) {

    /**
     * How and where a cell races.
     *
     * @param align the engine
     * @param placement whether the CPU that arms a timer also deletes it
     * @param pairs the CPUs; empty if the machine has too few
     */
    public record Race(Align align, Placement placement, List<Pair> pairs) {

        public Race {
            pairs = List.copyOf(pairs);
        }
    }

    /** Returns the same cell, but one that does not run for the given reason. */
    public Cell skipped(String reason) {
        return new Cell(
                number,
                id,
                variant,
                line,
                primitive,
                scenario,
                race,
                settings,
                expect,
                weight,
                oracle,
                seed,
                Optional.of(reason));
    }

    /** Returns whether the cell runs. */
    public boolean runs() {
        return skip.isEmpty();
    }

    /** Returns the engine. */
    public Align align() {
        return race.align();
    }

    /** Returns whether the CPU that arms a timer also deletes it. */
    public Placement placement() {
        return race.placement();
    }

    /** Returns the pairs of CPUs; empty if the machine has too few. */
    public List<Pair> pairs() {
        return race.pairs();
    }

    /** Returns the number of CPUs that race in the cell. */
    public int cpus() {
        return pairs().stream()
                .mapToInt(p -> (p.local() ? 1 : 2) + (p.hasThird() ? 1 : 0))
                .sum();
    }
}
