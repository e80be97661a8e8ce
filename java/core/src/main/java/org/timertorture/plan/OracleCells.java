// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

/**
 * The cells that prove that the checks detect defects: every planted defect in the scenario where it shows, and sound
 * primitives as controls.
 */
public final class OracleCells {
    /** How long a planted defect is raced before a plan, in ms. */
    static final long SHORT_MS = 200;

    private static final double SELFTEST_SECONDS_A_CELL = 0.5;

    private final Catalogue catalogue;

    private OracleCells(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Returns a short cell for each planted defect. */
    static List<CellSpec> before(Catalogue catalogue) {
        return new OracleCells(catalogue).planted(true);
    }

    /**
     * Returns the plan of {@code selftest}: each planted defect, then each native primitive that keeps the rules that
     * those break.
     */
    public static Plan selftest(Catalogue catalogue) {
        OracleCells oracle = new OracleCells(catalogue);
        List<CellSpec> cells = new ArrayList<>(oracle.planted(false));
        cells.addAll(oracle.controls());
        boolean third = cells.stream()
                .anyMatch(
                        c -> catalogue.scenarioNamed(c.scenario()).orElseThrow().needsThird());
        return new Plan(
                "selftest",
                "every planted defect must be caught, and no native primitive may be accused",
                "selftest",
                cells.size() * SELFTEST_SECONDS_A_CELL,
                Optional.of(PairPlacer.cpusOf(third)),
                Optional.empty(),
                KernelArguments.NONE,
                0,
                false,
                cells);
    }

    private List<CellSpec> planted(boolean oracle) {
        return broken().stream()
                .map(p -> spec(
                        p.name(),
                        showsIn(p),
                        Rule.numbered(p.defect()).map(Expectation::failAtLeast).orElse(Expectation.ANY),
                        oracle))
                .toList();
    }

    private List<CellSpec> controls() {
        Map<Catalogue.Scenario, Set<Rule>> defects = new LinkedHashMap<>();
        for (Catalogue.Primitive p : broken()) {
            Rule.numbered(p.defect())
                    .ifPresent(rule -> defects.computeIfAbsent(showsIn(p), s -> EnumSet.noneOf(Rule.class))
                            .add(rule));
        }
        List<CellSpec> cells = new ArrayList<>();
        CellChecks checks = new CellChecks(catalogue);
        defects.forEach((scenario, rules) -> catalogue.primitives().stream()
                .filter(p -> p.kind() == Kind.NATIVE && p.available())
                .filter(p -> checks.fits(p, scenario))
                .filter(p -> rules.stream().anyMatch(scenario.rulesOf(p)::contains))
                .forEach(p -> cells.add(spec(p.name(), scenario, Expectation.PASS, false))));
        return cells;
    }

    private List<Catalogue.Primitive> broken() {
        return catalogue.primitives().stream()
                .filter(p -> p.broken() && p.available())
                .toList();
    }

    private Catalogue.Scenario showsIn(Catalogue.Primitive broken) {
        return catalogue
                .scenarioNamed(broken.showsIn())
                .orElseThrow(() -> new IllegalStateException(
                        "the module has no scenario \"" + broken.showsIn() + "\" for " + broken.name()));
    }

    private static CellSpec spec(String primitive, Catalogue.Scenario scenario, Expectation expect, boolean oracle) {
        boolean chase = scenario.aligns().contains(Align.CHASE);
        return new CellSpec(
                0,
                List.of(primitive),
                scenario.name(),
                chase ? Optional.of(Align.CHASE) : Optional.empty(),
                Optional.empty(),
                new PairChoice.AtOnce(),
                1,
                Optional.of(expect),
                1,
                List.of(CellSettings.DEFAULT),
                oracle);
    }
}
