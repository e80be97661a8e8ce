// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairSpan;

/**
 * The unit that runs: one primitive in one scenario on certain CPUs.
 *
 * @param unplaced what runs
 * @param pairs the CPUs that it runs on; empty if the machine has too few
 * @param spans how far apart the CPUs of each pair are
 * @param skip why it cannot run; empty if it can
 */
public record Cell(UnplacedCell unplaced, List<Pair> pairs, List<PairSpan> spans, Optional<String> skip) {

    public Cell {
        pairs = List.copyOf(pairs);
        spans = List.copyOf(spans);
    }

    /** Returns the same cell, but one that does not run for the given reason. */
    public Cell skipped(String reason) {
        return new Cell(unplaced, pairs, spans, Optional.of(reason));
    }

    /** Returns whether the cell runs. */
    public boolean runs() {
        return skip.isEmpty();
    }

    /** Returns the cell's number in its run, from 0. */
    public int number() {
        return unplaced.number();
    }

    /** Returns the cell's id, which is unique in its run, and the same in every run of its plan. */
    public String id() {
        return unplaced.name().id();
    }

    /**
     * Returns what sets the cell apart from other cells of the same scenario, primitive, engine and placement; may be
     * empty.
     */
    public String variant() {
        return unplaced.name().variant();
    }

    /** Returns the line of the plan's file where the cell's entry begins, from 1; 0 if it is in no file. */
    public int line() {
        return unplaced.spec().line();
    }

    /** Returns the primitive, an entry of the catalogue. */
    public Catalogue.Primitive primitive() {
        return unplaced.primitive();
    }

    /** Returns the scenario, an entry of the catalogue. */
    public Catalogue.Scenario scenario() {
        return unplaced.scenario();
    }

    /** Returns the engine. */
    public Align align() {
        return unplaced.align();
    }

    /** Returns whether the CPU that arms a timer also deletes it. */
    public Placement placement() {
        return unplaced.placement();
    }

    /** Returns how the cell is set. */
    public CellSettings settings() {
        return unplaced.settings();
    }

    /** Returns the expected outcome. */
    public Expectation expect() {
        return unplaced.expect();
    }

    /** Returns the share of the racing time, relative to the weights of the other cells. */
    public int weight() {
        return unplaced.spec().weight();
    }

    /** Returns whether the cell runs before the plan, to prove that a planted defect is seen. */
    public boolean oracle() {
        return unplaced.spec().oracle();
    }

    /** Returns the seed of every random choice, 53 bits. */
    public long seed() {
        return unplaced.seed();
    }

    /** Returns the number of CPUs that race in the cell. */
    public int cpus() {
        return pairs.stream()
                .mapToInt(p -> (p.local() ? 1 : 2) + (p.hasThird() ? 1 : 0))
                .sum();
    }
}
