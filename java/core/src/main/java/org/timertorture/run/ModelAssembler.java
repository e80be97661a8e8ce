// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.timertorture.plan.Catalogue;
import org.timertorture.result.ModelResult;
import org.timertorture.result.StepTaken;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.DefeatRecord;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.EventStruct;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.ModelCounter;

/** Assembles the results of the models and forced races of a cell that raced. */
final class ModelAssembler {
    private static final Catalogue.Step UNLISTED =
            new Catalogue.Step("?", "?", "takes a step that the catalogue lacks");

    private static final double HUNDRED = 100;

    private final CellLog log;
    private final Info info;
    private final String algorithm;
    private final List<Catalogue.Step> steps;

    ModelAssembler(CellLog log, Info info, String algorithm, List<Catalogue.Step> steps) {
        this.algorithm = algorithm;
        this.log = log;
        this.info = info;
        this.steps = steps;
    }

    List<ModelResult> models() {
        return log.defeats().stream().map(this::model).toList();
    }

    private ModelResult model(DefeatRecord d) {
        return new ModelResult(
                d.pair(),
                new ModelResult.Machine(d.slots(), Cold.of(d.cold()), d.remoteSlots()),
                d.handshakes(),
                counters(d),
                new ModelResult.LineCosts(
                        nanosOfHundredths(d.warmCost()),
                        nanosOfHundredths(d.flushedCost()),
                        nanosOfHundredths(d.dirtyCost())),
                steps(d.pair()));
    }

    private static Map<ModelCounter, Long> counters(DefeatRecord d) {
        Map<ModelCounter, Long> counters = new EnumMap<>(ModelCounter.class);
        for (ModelCounter counter : ModelCounter.values()) {
            counters.put(counter, counter.of(d));
        }
        return counters;
    }

    /** Converts hundredths of a tick, rounded to a hundredth of a nanosecond. */
    private double nanosOfHundredths(long hundredths) {
        return Math.round(info.nanos(hundredths)) / HUNDRED;
    }

    private List<StepTaken> steps(int pair) {
        List<EventStruct> events = log.events().stream()
                .filter(e -> e.pair() == pair)
                .flatMap(e -> e.events().stream())
                .filter(e -> EventKind.of(e.what()) == EventKind.STEP)
                .toList();
        return events.stream()
                .map(e -> taken(e, e.clock() - events.get(0).clock()))
                .toList();
    }

    private StepTaken taken(EventStruct e, long ticks) {
        Catalogue.Step step = e.value() >= 0 && e.value() < steps.size() ? steps.get(e.value()) : UNLISTED;
        return new StepTaken(
                ticks * 1_000_000 / info.clockKhz(),
                e.cpu(),
                e.generation(),
                algorithm,
                step.role(),
                step.name(),
                step.sentence());
    }
}
