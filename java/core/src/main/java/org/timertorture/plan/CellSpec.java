// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Inject;

/**
 * One entry of a plan's cells, as it is written; it becomes a cell for each primitive and repetition.
 *
 * @param line where it begins in its file, from 1
 * @param primitives names or aliases
 * @param align the engine; the scenario's default if absent
 * @param handlerNs how long a handler spins
 * @param batch timers a batch; 0: the engine finds it
 * @param placement absent: remote if the scenario has it
 * @param expect absent: what the primitive's kind asks for
 * @param weight share of the racing time, against the other cells
 * @param repeat how often, one after another
 * @param calibrate whether to alternate slices with and without recording
 * @param sliceMs length of a slice; 0: the module's default
 */
public record CellSpec(
        int line,
        List<String> primitives,
        String scenario,
        Optional<Align> align,
        long handlerNs,
        int batch,
        Optional<Placement> placement,
        PairChoice pairs,
        Optional<Expectation> expect,
        int weight,
        int repeat,
        boolean calibrate,
        long sliceMs,
        Inject inject) {

    public CellSpec {
        primitives = List.copyOf(primitives);
    }
}
