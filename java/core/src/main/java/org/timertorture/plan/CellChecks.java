// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.Uapi;

/** Judges cells before a run by the checks that the module makes when it starts them. */
public final class CellChecks {
    /** The longest tick that a kernel can have. A batch that does not fit into it fits nowhere. */
    private static final int LEAST_HZ = 100;

    private final Catalogue catalogue;

    public CellChecks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns whether the module starts a cell only if it was loaded with unsafe=1. */
    public boolean needsUnsafe(Cell cell) {
        return refusal(facts(cell.unplaced(), cell.pairs(), false).withHz(catalogue.hz()))
                .filter(Refusal::needsUnsafe)
                .isPresent();
    }

    /** Returns whether the scenario takes the primitive, each with its default settings. */
    public boolean fits(Catalogue.Primitive primitive, Catalogue.Scenario scenario) {
        Align align = scenario.aligns().get(0);
        return refusal(facts(
                        primitive, scenario, align, CellSettings.DEFAULT, sufficient(Placement.REMOTE, scenario), true))
                .isEmpty();
    }

    /**
     * Judges a cell on some CPUs.
     *
     * @param pairs empty if the machine has too few CPUs
     * @return why this kernel cannot run it, although another one could; empty if it can
     * @throws PlanException if no kernel can run it
     */
    Optional<String> judge(UnplacedCell cell, List<Pair> pairs) throws PlanException {
        StartFacts facts = facts(cell, pairs, true);
        Optional<Refusal> everywhere = refusal(facts);
        if (everywhere.isPresent()) {
            throw new PlanException(sentence(everywhere.get(), facts) + alternatives(everywhere.get(), facts));
        }
        return refusal(facts.withHz(catalogue.hz())).map(refusal -> sentence(refusal, facts));
    }

    /** If the machine has too few CPUs, the facts are those of a machine that has enough. */
    private static StartFacts facts(UnplacedCell cell, List<Pair> pairs, boolean unsafe) {
        return facts(
                cell.primitive(),
                cell.scenario(),
                cell.align(),
                cell.settings(),
                pairs.isEmpty() ? sufficient(cell.placement(), cell.scenario()) : pairs,
                unsafe);
    }

    private static StartFacts facts(
            Catalogue.Primitive primitive,
            Catalogue.Scenario scenario,
            Align align,
            CellSettings settings,
            List<Pair> pairs,
            boolean unsafe) {
        Start start = new Start(primitive.name(), scenario.name(), align, settings, Uapi.MIN_DURATION_MS, false, 0, 0);
        // Whether a kernel has them is another question than whether they go together.
        return StartFacts.of(start, primitive.asAvailable(), scenario.asAvailable(), pairs, LEAST_HZ, unsafe);
    }

    private static List<Pair> sufficient(Placement placement, Catalogue.Scenario scenario) {
        int deleter = placement == Placement.LOCAL ? 0 : 1;
        return List.of(scenario.needsThird() ? new Pair(deleter, 0, 0, 2) : new Pair(deleter, 0, 0));
    }

    private Optional<Refusal> refusal(StartFacts facts) {
        return StartCheck.refusal(catalogue.checks(), facts);
    }

    private static String sentence(Refusal refusal, StartFacts facts) {
        return RefusalSentence.of(refusal, facts.primitive().name(), facts.scenario());
    }

    /** The entries of the catalogue that would pass the check, where it is one of them that is wrong. */
    private String alternatives(Refusal refusal, StartFacts facts) {
        StartCheck check = catalogue.checks().stream()
                .filter(c -> c.name().equals(refusal.check()))
                .findFirst()
                .orElseThrow();
        String names = "";
        Fact fact = check.must().orElseThrow().fact();
        if (fact == Fact.PRIMITIVE_FLAGS || fact == Fact.PRIMITIVE_KIND) {
            names = catalogue.primitives().stream()
                    .filter(p -> !check.refuses(facts.with(p.asAvailable())))
                    .map(Catalogue.Primitive::name)
                    .collect(Collectors.joining(", "));
        } else if (fact == Fact.SCENARIO_FLAGS) {
            names = catalogue.scenarios().stream()
                    .filter(s -> !check.refuses(facts.with(s.asAvailable())))
                    .map(Catalogue.Scenario::name)
                    .collect(Collectors.joining(", "));
        } else if (fact == Fact.ALIGN_OFFERED) {
            names = String.join(", ", Named.labels(facts.scenario().aligns()));
        }
        return names.isEmpty() ? "" : "; possible are " + names;
    }
}
