// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Cell;
import org.timertorture.result.Checks;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Rule;
import org.timertorture.words.ArmedAgain;

/** Assembles what was checked in a cell that raced, and what was found. */
final class ChecksAssembler {
    private final Cell cell;
    private final CellLog log;
    private final Info info;
    private final KnownFindings known;
    private final CellCounters counters;

    ChecksAssembler(Cell cell, CellLog log, Info info, KnownFindings known) {
        this.cell = cell;
        this.log = log;
        this.info = info;
        this.known = known;
        this.counters = new CellCounters(log.counters());
    }

    Checks checks() {
        Map<Rule, Long> performed = new EnumMap<>(Rule.class);
        List<Rule> unchecked = new ArrayList<>();
        boolean complete = log.counters().size() == cell.pairs().size();
        long claims = log.started().orElseThrow().claims();
        for (Rule rule : Rule.values()) {
            long count = counters.sum(c -> c.checked().get(rule.number()));
            if (count > 0) {
                performed.put(rule, count);
            } else if (complete && rule.in(claims)) {
                unchecked.add(rule);
            }
        }
        return new Checks(
                performed,
                unchecked,
                new ViolationAssembler(cell, log, info, known).violations(),
                List.of(),
                warnings());
    }

    /** A planted defect is no call that anybody makes, so nobody is warned of it. */
    private List<String> warnings() {
        long times = counters.sum(Counter.ARMED_AGAIN::of);
        return times == 0 || cell.primitive().broken()
                ? List.of()
                : List.of(ArmedAgain.sentence(cell.primitive().kernelName(), times));
    }
}
