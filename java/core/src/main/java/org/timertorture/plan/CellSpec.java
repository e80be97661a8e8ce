// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;

/**
 * One entry of a plan's list of cells, as it is written. It becomes a cell for each primitive, repetition and variant.
 *
 * @param line the line of the plan's file where the entry begins, from 1; 0 if it is in no file
 * @param primitives names or aliases of primitives
 * @param scenario the name of a scenario
 * @param align the engine; empty selects the scenario's default
 * @param placement where timers are deleted; empty means remote if the scenario has it, else local
 * @param pairs which pairs of CPUs race
 * @param weight the share of the racing time, relative to the weights of the other cells
 * @param expect the expected outcome; empty means what the primitive's kind asks for
 * @param repeat how often each cell runs
 * @param variants the settings of the cells, at least one: one variant for each batch size and model
 * @param oracle whether the cells run before the plan, to prove that a planted defect is seen
 */
public record CellSpec(
        int line,
        List<String> primitives,
        String scenario,
        Optional<Align> align,
        Optional<Placement> placement,
        PairChoice pairs,
        int weight,
        Optional<Expectation> expect,
        int repeat,
        List<CellSettings> variants,
        boolean oracle) {

    public CellSpec {
        primitives = List.copyOf(primitives);
        variants = List.copyOf(variants);
    }

    /** Returns the same entry with other stalls of the kernel's timer code. */
    CellSpec withStalls(String stalls) {
        return with(settings -> settings.withStalls(stalls));
    }

    /** Returns the same entry with another simulated penalty for a line of another node, in ns. */
    CellSpec withRemoteNs(long ns) {
        return with(settings -> settings.withModel(settings.model().withRemoteNs(ns)));
    }

    private CellSpec with(UnaryOperator<CellSettings> change) {
        return new CellSpec(
                line,
                primitives,
                scenario,
                align,
                placement,
                pairs,
                weight,
                expect,
                repeat,
                variants.stream().map(change).toList(),
                oracle);
    }
}
