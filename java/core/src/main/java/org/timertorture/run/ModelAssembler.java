// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.result.ModelResult;
import org.timertorture.result.StepTaken;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.EventKind;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Named;

/** Makes of a cell's records what its models and forced races came to. */
final class ModelAssembler {
    private static final Catalogue.Step UNLISTED = new Catalogue.Step("?", "?", "?", "a step that the catalogue lacks");

    private final CellLog log;
    private final Info info;
    private final List<Catalogue.Step> steps;

    ModelAssembler(CellLog log, Info info, List<Catalogue.Step> steps) {
        this.log = log;
        this.info = info;
        this.steps = steps;
    }

    List<ModelResult> models() {
        return log.defeats().stream().map(this::model).toList();
    }

    private ModelResult model(KernelRecord.Defeat d) {
        return new ModelResult(
                d.pair(),
                d.trials(),
                d.defeated(),
                d.holds(),
                d.hung(),
                d.lost(),
                d.lostDefeated(),
                d.touched(),
                d.bugs(),
                d.warnings(),
                d.unlinkedTwice(),
                d.gaveUp(),
                d.spurious(),
                d.slots(),
                d.handshakes(),
                Named.of(Cold.values(), d.cold()).label(),
                d.remoteSlots(),
                d.warmCost(),
                d.flushedCost(),
                d.dirtyCost(),
                d.looked(),
                d.dirtied(),
                steps(d.pair()));
    }

    private List<StepTaken> steps(int pair) {
        List<KernelRecord.Event> events = log.events().stream()
                .filter(e -> e.pair() == pair)
                .flatMap(e -> e.events().stream())
                .filter(e -> e.what() == EventKind.STEP)
                .toList();
        return events.stream()
                .map(e -> taken(e, e.clock() - events.get(0).clock()))
                .toList();
    }

    private StepTaken taken(KernelRecord.Event e, long ticks) {
        Catalogue.Step step = e.value() >= 0 && e.value() < steps.size() ? steps.get(e.value()) : UNLISTED;
        return new StepTaken(
                ticks * 1_000_000 / info.clockKhz(),
                e.cpu(),
                e.generation(),
                step.algorithm(),
                step.role(),
                step.name(),
                step.sentence());
    }
}
