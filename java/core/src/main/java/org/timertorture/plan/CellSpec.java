// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.TimerFlag;

/**
 * One entry of a plan's cells, as it is written; it becomes a cell for each primitive, repetition, size of batch and model.
 *
 * @param line where it begins in its file, from 1
 * @param primitives names or aliases
 * @param align the engine; the scenario's default if absent
 * @param handlerNs how long a handler spins
 * @param batches timers a batch, one size or several; {@link #AUTO}: the engine finds it
 * @param timer how timers are set up
 * @param placement absent: remote if the scenario has it
 * @param expect absent: what the primitive's kind asks for
 * @param weight share of the racing time, against the other cells
 * @param repeat how often, one after another
 * @param calibrate whether to alternate slices with and without recording
 * @param hotplug whether base CPUs go off line and come back meanwhile
 * @param sliceMs length of a slice; 0: the module's default
 * @param models of models of old primitives, and of forced scenarios: one setting or several
 * @param oracle whether it goes before the plan, to prove that a planted defect is seen
 */
public record CellSpec(
        int line,
        List<String> primitives,
        String scenario,
        Optional<Align> align,
        long handlerNs,
        List<Integer> batches,
        Set<TimerFlag> timer,
        Optional<Placement> placement,
        PairChoice pairs,
        Optional<Expectation> expect,
        int weight,
        int repeat,
        boolean calibrate,
        boolean hotplug,
        long sliceMs,
        Inject inject,
        List<ModelSettings> models,
        boolean oracle) {

    /** A batch whose size the engine finds. */
    public static final int AUTO = 0;

    /** A cell without a model. */
    public CellSpec(
            int line,
            List<String> primitives,
            String scenario,
            Optional<Align> align,
            long handlerNs,
            List<Integer> batches,
            Set<TimerFlag> timer,
            Optional<Placement> placement,
            PairChoice pairs,
            Optional<Expectation> expect,
            int weight,
            int repeat,
            boolean calibrate,
            boolean hotplug,
            long sliceMs,
            Inject inject,
            boolean oracle) {
        this(
                line,
                primitives,
                scenario,
                align,
                handlerNs,
                batches,
                timer,
                placement,
                pairs,
                expect,
                weight,
                repeat,
                calibrate,
                hotplug,
                sliceMs,
                inject,
                List.of(ModelSettings.NONE),
                oracle);
    }

    public CellSpec {
        batches = List.copyOf(batches);
        primitives = List.copyOf(primitives);
        models = List.copyOf(models);
        timer = Set.copyOf(timer);
    }

    /** The same with another simulated penalty for a line of another node. */
    CellSpec withRemoteNs(long ns) {
        return new CellSpec(
                line,
                primitives,
                scenario,
                align,
                handlerNs,
                batches,
                timer,
                placement,
                pairs,
                expect,
                weight,
                repeat,
                calibrate,
                hotplug,
                sliceMs,
                inject,
                models.stream().map(m -> m.withRemoteNs(ns)).toList(),
                oracle);
    }
}
