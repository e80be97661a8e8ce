// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.TimerFlag;

/**
 * The unit that runs: one primitive in one scenario on certain CPUs.
 *
 * @param number in its run, from 0
 * @param id unlike any other in its run, and the same in every run of its plan
 * @param line of its entry in the plan's file, from 1; 0 if it is in none
 * @param primitive of the catalogue, never an alias
 * @param pairs none if it is skipped for want of CPUs
 * @param batch timers a batch; 0: the engine finds it
 * @param hotplug whether base CPUs go off line and come back meanwhile
 * @param sliceMs length of a slice; 0: the module's default
 * @param timer how timers are set up
 * @param model of models of old primitives, and of forced scenarios
 * @param oracle whether it goes before the plan, to prove that a planted defect is seen
 * @param seed of every random choice in it; 53 bits
 * @param skip why it cannot run; else absent
 */
public record Cell(
        int number,
        String id,
        int line,
        Catalogue.Primitive primitive,
        Catalogue.Scenario scenario,
        Align align,
        Placement placement,
        List<Pair> pairs,
        long handlerNs,
        int batch,
        Set<TimerFlag> timer,
        Expectation expect,
        int weight,
        boolean calibrate,
        boolean hotplug,
        long sliceMs,
        Inject inject,
        ModelSettings model,
        boolean oracle,
        long seed,
        Optional<String> skip) {

    public Cell {
        pairs = List.copyOf(pairs);
        timer = Set.copyOf(timer);
    }

    /** The same cell, but it does not run. */
    public Cell skipped(String reason) {
        return new Cell(
                number,
                id,
                line,
                primitive,
                scenario,
                align,
                placement,
                pairs,
                handlerNs,
                batch,
                timer,
                expect,
                weight,
                calibrate,
                hotplug,
                sliceMs,
                inject,
                model,
                oracle,
                seed,
                Optional.of(reason));
    }

    public boolean runs() {
        return skip.isEmpty();
    }

    /** How many CPUs race in it. */
    public int cpus() {
        return pairs.stream()
                .mapToInt(p -> (p.local() ? 1 : 2) + (p.hasThird() ? 1 : 0))
                .sum();
    }

    /** Whether it needs the module parameter unsafe=1. */
    public boolean unsafe() {
        return primitive.unsafe() || scenario.flags().contains("unsafe") || inject != Inject.NONE || hotplug;
    }
}
