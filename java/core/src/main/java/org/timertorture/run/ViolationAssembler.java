// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.timertorture.grade.Graded;
import org.timertorture.grade.Grades;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Cell;
import org.timertorture.result.Evidence;
import org.timertorture.result.Timeline;
import org.timertorture.result.Violation;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.EventStruct;
import org.timertorture.uapi.EventsRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;

/** Assembles the violations of a cell that raced, with their counts, grades, known findings and timelines. */
final class ViolationAssembler {
    private final Cell cell;
    private final CellLog log;
    private final Info info;
    private final KnownFindings known;

    ViolationAssembler(Cell cell, CellLog log, Info info, KnownFindings known) {
        this.cell = cell;
        this.log = log;
        this.info = info;
        this.known = known;
    }

    List<Violation> violations() {
        EvidenceWriter writer =
                new EvidenceWriter(cell, info, log.started().orElseThrow().clock());
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            List<Evidence> evidence = log.violations().stream()
                    .filter(v -> v.rule() == rule.number())
                    .map(writer::write)
                    .toList();
            long counted = log.counters().stream()
                    .mapToLong(c -> c.violated().get(rule.number()))
                    .sum();
            long count = Math.max(counted, evidence.size());
            if (count > 0) {
                violations.add(violation(rule, count, evidence));
            }
        }
        return violations;
    }

    private Violation violation(Rule rule, long count, List<Evidence> evidence) {
        String primitive = cell.primitive().name();
        String scenario = cell.scenario().name();
        Graded graded = Grades.of(primitive, scenario, rule);
        return new Violation(
                rule,
                count,
                graded.grade(),
                graded.promise(),
                graded.source(),
                known.explaining(cell.primitive(), scenario, rule, info.release())
                        .map(f -> f.id())
                        .orElse(null),
                evidence,
                timeline(rule));
    }

    private Timeline timeline(Rule rule) {
        List<EventsRecord> contexts =
                log.events().stream().filter(e -> e.rule() == rule.number()).toList();
        if (contexts.isEmpty()) {
            return null;
        }
        List<EventStruct> events = contexts.stream()
                .flatMap(c -> c.events().stream())
                .sorted(Comparator.comparingLong(EventStruct::clock))
                .toList();
        long moment = events.stream()
                .filter(e -> EventKind.of(e.what()) == EventKind.VIOLATION)
                .findFirst()
                .or(() -> events.stream().reduce((earlier, later) -> later))
                .map(EventStruct::clock)
                .orElse(0L);
        EventsRecord any = contexts.get(0);
        return new Timeline(
                any.pair(),
                any.timer() == Uapi.NO_TIMER ? null : Long.valueOf(any.timer()),
                events.stream().map(e -> happening(e, moment)).toList());
    }

    private Timeline.Happening happening(EventStruct e, long moment) {
        return new Timeline.Happening(
                Math.round(info.nanos(e.clock() - moment)),
                e.cpu(),
                e.timer(),
                EventKind.of(e.what()),
                e.generation(),
                e.value());
    }
}
