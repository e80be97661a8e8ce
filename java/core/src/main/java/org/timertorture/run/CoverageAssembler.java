// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.EnumMap;
import java.util.Map;
import org.timertorture.plan.Cell;
import org.timertorture.result.Coverage;
import org.timertorture.result.PhaseHistogram;
import org.timertorture.uapi.Arming;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.Draw;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Uapi;

/** Assembles which situations a cell that raced has reached. */
final class CoverageAssembler {
    private final Cell cell;
    private final CellLog log;
    private final CellCounters counters;

    CoverageAssembler(Cell cell, CellLog log) {
        this.cell = cell;
        this.log = log;
        this.counters = new CellCounters(log.counters());
    }

    Coverage coverage() {
        boolean complete = log.counters().size() == cell.pairs().size();
        return new Coverage(
                phases(),
                complete ? PhaseHistogram.of(counters.sums(CountersRecord::phaseBins, Uapi.PHASE_BINS)) : null,
                counters.named(Arming.values(), CountersRecord::armedBy),
                counters.named(Draw.values(), CountersRecord::drawn),
                counters.numbered("level-", CountersRecord::drawnLevel, Uapi.DRAW_LEVELS),
                counters.numbered("ahead-", CountersRecord::drawnAhead, Uapi.DRAW_AHEADS));
    }

    /** Returns all phases, including those in which no deletion began. */
    private Map<Phase, Long> phases() {
        Map<Phase, Long> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            phases.put(phase, counters.sum(c -> c.phases().get(phase.ordinal())));
        }
        return phases;
    }
}
