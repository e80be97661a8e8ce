// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.grade.Grade;
import org.timertorture.grade.Graded;
import org.timertorture.grade.Grades;
import org.timertorture.grade.KernelCondition;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Cell;
import org.timertorture.result.Evidence;
import org.timertorture.result.Timeline;
import org.timertorture.result.Violation;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.EventStruct;
import org.timertorture.uapi.EventsRecord;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.Mechanism;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;

/** Assembles the violations of a cell that raced, with their counts, grades, known findings and timelines. */
final class ViolationAssembler {
    private final Cell cell;
    private final CellLog log;
    private final Info info;
    private final KnownFindings known;
    private final CellCounters counters;

    ViolationAssembler(Cell cell, CellLog log, Info info, KnownFindings known) {
        this.cell = cell;
        this.log = log;
        this.info = info;
        this.known = known;
        this.counters = new CellCounters(log.counters());
    }

    List<Violation> violations() {
        EvidenceWriter writer =
                new EvidenceWriter(cell, info, log.started().orElseThrow().clock());
        List<Violation> violations = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            Map<Mechanism, List<Evidence>> seen = new EnumMap<>(Mechanism.class);
            // Whatever has no evidence of a mechanism counts as having none.
            seen.put(Mechanism.NONE, new ArrayList<>());
            log.violations().stream()
                    .filter(v -> v.rule() == rule.number())
                    .forEach(v -> seen.computeIfAbsent(mechanism(v.mechanism()), m -> new ArrayList<>())
                            .add(writer.write(v)));
            long unexplained = counters.sum(c -> c.violated().get(rule.number()));
            for (Mechanism mechanism : seen.keySet()) {
                unexplained -= mechanism == Mechanism.NONE ? 0 : explained(mechanism);
            }
            for (Map.Entry<Mechanism, List<Evidence>> entry : seen.entrySet()) {
                long counted = entry.getKey() == Mechanism.NONE ? unexplained : explained(entry.getKey());
                long count = Math.max(counted, entry.getValue().size());
                if (count > 0) {
                    violations.add(violation(rule, entry.getKey(), count, entry.getValue()));
                }
            }
        }
        return violations;
    }

    private long explained(Mechanism mechanism) {
        return counters.sum(c -> c.explained().get(mechanism.number()));
    }

    /** A mechanism that only a newer module knows is no known one. */
    private static Mechanism mechanism(long number) {
        return Mechanism.numbered((int) number).orElse(Mechanism.NONE);
    }

    private Violation violation(Rule rule, Mechanism mechanism, long count, List<Evidence> evidence) {
        String primitive = cell.primitive().name();
        String scenario = cell.scenario().name();
        Graded graded = Grades.of(primitive, scenario, rule);
        Optional<KnownFinding> finding =
                graded.grade() == Grade.FORBIDDEN ? known.explaining(rule, mechanism) : Optional.empty();
        return new Violation(
                rule,
                count,
                graded.grade(),
                graded.promise(),
                graded.source(),
                finding.map(KnownFinding::id).orElse(null),
                finding.filter(f -> !f.kernels().holds(info.release()))
                        .map(f -> KernelCondition.version(info.release()))
                        .orElse(null),
                evidence,
                timeline(rule, mechanism));
    }

    private Timeline timeline(Rule rule, Mechanism mechanism) {
        List<EventsRecord> contexts = log.events().stream()
                .filter(e -> e.rule() == rule.number() && mechanism(e.mechanism()) == mechanism)
                .toList();
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
