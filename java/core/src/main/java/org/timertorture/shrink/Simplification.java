// SPDX-License-Identifier: Apache-2.0
package org.timertorture.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.timertorture.plan.Catalogue;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

/**
 * A way to make a cell simpler.
 *
 * @param what what the simpler cell has or lacks
 * @param make makes it; returns an equal cell if there is nothing to simplify
 */
record Simplification(String what, UnaryOperator<Reproducer> make) {
    /**
     * Returns all of them, those first that save most.
     *
     * @param place the place of the stall before the first sighting; empty if there was none
     */
    static List<Simplification> all(Catalogue catalogue, Rule rule, Optional<String> place) {
        List<Simplification> all = new ArrayList<>();
        all.add(new Simplification(
                "one pair of CPUs", r -> r.withPairs(r.pairs().subList(0, 1))));
        all.add(new Simplification("one NUMA node", Reproducer::onOneNode));
        all.add(new Simplification("no more CPUs than race", Reproducer::onFewestCpus));
        all.add(new Simplification(
                "no CPU hotplug", r -> r.withSettings(r.settings().withHotplug(false))));
        all.add(new Simplification(
                "deletions that aim at the handler alone",
                r -> r.withSettings(r.settings().withEven(false))));
        all.add(new Simplification("no stalls", r -> r.withSettings(r.settings().withStalls(CellSettings.NO_STALLS))));
        place.ifPresent(at -> all.add(new Simplification(
                "stalls only at " + at,
                r -> r.settings().stalling() ? r.withSettings(r.settings().withStalls(at)) : r)));
        all.add(new Simplification(
                "handlers of the usual length",
                r -> r.withSettings(r.settings().withHandlerNs(CellSettings.DEFAULT.handlerNs()))));
        all.add(new Simplification(
                "batches that the engine sizes",
                r -> r.withSettings(r.settings().withBatch(CellSettings.AUTO_BATCH))));
        all.add(new Simplification(
                "timers that are only pinned", r -> r.withSettings(r.settings().withTimer(Set.of(TimerFlag.PINNED)))));
        all.add(new Simplification(
                "the scenario's own engine",
                r -> catalogue
                        .scenarioNamed(r.scenario())
                        .map(s -> r.withAlign(s.aligns().get(0)))
                        .orElse(r)));
        for (Catalogue.Scenario simple : catalogue.scenarios()) {
            if (simple.name().equals("running") || simple.name().equals("rearm")) {
                all.add(new Simplification("scenario " + simple.name(), r -> simpler(catalogue, simple, r, rule)));
            }
        }
        return all;
    }

    /** Returns the cell in a simpler scenario, or the same cell if that is none or does not check the rule. */
    private static Reproducer simpler(Catalogue catalogue, Catalogue.Scenario simple, Reproducer r, Rule rule) {
        boolean has = catalogue
                .primitive(r.primitive(), true)
                .map(p -> simple.rulesOf(p).contains(rule))
                .orElse(false);
        boolean earlier = catalogue.scenarios().stream()
                        .map(Catalogue.Scenario::name)
                        .toList()
                        .indexOf(r.scenario())
                > catalogue.scenarios().indexOf(simple);
        List<Pair> alone = r.pairs().stream()
                .map(p -> new Pair(p.deleter(), p.base(), p.node()))
                .toList();
        return has && earlier ? r.withScenario(simple.name()).withPairs(alone).onFewestCpus() : r;
    }
}
