// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;

/** Makes the cells of a plan: checks its names against a kernel's catalogue, and derives seeds. */
public final class CellExpander {
    private static final int BITS_LOST_TO_JSON = 11;

    private final Plan plan;
    private final Catalogue catalogue;
    private final long seed;

    private CellExpander(Plan plan, Catalogue catalogue, long seed) {
        this.plan = plan;
        this.catalogue = catalogue;
        this.seed = seed;
    }

    /**
     * Expands a plan.
     *
     * @throws PlanException if a name does not exist (the message suggests the nearest) or settings contradict each
     *     other
     */
    public static ExpandedPlan expand(Plan plan, Catalogue catalogue, long seed) throws PlanException {
        return new ExpandedPlan(plan, catalogue, seed, new CellExpander(plan, catalogue, seed).cells());
    }

    /** A cell before it has a name. */
    private record Unnamed(
            CellSpec spec,
            CellSettings settings,
            Catalogue.Primitive primitive,
            Catalogue.Scenario scenario,
            Align align,
            Placement placement) {

        CellNames.Draft draft() {
            return new CellNames.Draft(
                    spec,
                    settings,
                    CellName.id(spec.oracle(), scenario.name(), primitive.name(), align, placement, ""));
        }
    }

    private List<UnplacedCell> cells() throws PlanException {
        List<CellSpec> specs = new ArrayList<>(plan.oracle() ? OracleCells.before(catalogue) : List.of());
        specs.addAll(plan.cells());
        List<Unnamed> all = new ArrayList<>();
        for (CellSpec spec : specs) {
            try {
                all.addAll(unnamed(spec));
            } catch (PlanException e) {
                throw e.inEntry(plan, spec.line());
            }
        }
        CellNames names = new CellNames(all.stream().map(Unnamed::draft).toList());
        List<UnplacedCell> cells = new ArrayList<>();
        for (Unnamed cell : all) {
            cells.add(cell(cells.size(), cell, names.next(cell.draft())));
        }
        return cells;
    }

    private List<Unnamed> unnamed(CellSpec spec) throws PlanException {
        Catalogue.Scenario scenario = scenario(spec);
        List<Unnamed> cells = new ArrayList<>();
        for (String name : spec.primitives()) {
            Catalogue.Primitive primitive = primitive(name);
            for (int i = 0; i < spec.repeat(); i++) {
                // All variants run before any of them repeats, so that drift on the host affects all of them alike.
                for (CellSettings settings : spec.variants()) {
                    cells.add(unnamed(spec, settings, primitive, scenario));
                }
            }
        }
        return cells;
    }

    private Unnamed unnamed(
            CellSpec spec, CellSettings settings, Catalogue.Primitive primitive, Catalogue.Scenario scenario)
            throws PlanException {
        fit(primitive, scenario);
        fitForced(spec, settings.model(), scenario);
        Align align = align(spec, scenario);
        if (settings.batch() != CellSettings.AUTO_BATCH && align != Align.CHASE && !scenario.forced()) {
            throw new PlanException("batch: only align chase arms batches, and this is align " + align.label());
        }
        return new Unnamed(spec, settings, primitive, scenario, align, placement(spec, scenario));
    }

    private UnplacedCell cell(int number, Unnamed cell, CellName name) {
        CellSpec spec = cell.spec();
        return new UnplacedCell(
                number,
                name,
                spec,
                cell.primitive(),
                cell.scenario(),
                cell.align(),
                cell.placement(),
                cell.settings(),
                spec.expect().orElseGet(() -> expectation(cell.primitive(), cell.scenario())),
                cellSeed(name.id()));
    }

    private Catalogue.Primitive primitive(String name) throws PlanException {
        Optional<Catalogue.Primitive> found = catalogue.primitive(name, true);
        if (found.isEmpty()) {
            List<String> valid = catalogue.primitives().stream()
                    .flatMap(p -> {
                        List<String> names = new ArrayList<>(p.aliases());
                        names.add(0, p.name());
                        return names.stream();
                    })
                    .toList();
            throw new PlanException("there is no primitive \"" + name + "\"" + NearestNames.among(valid, name));
        }
        return found.get();
    }

    private Catalogue.Scenario scenario(CellSpec spec) throws PlanException {
        Optional<Catalogue.Scenario> found = catalogue.scenarioNamed(spec.scenario());
        if (found.isEmpty()) {
            List<String> valid =
                    catalogue.scenarios().stream().map(Catalogue.Scenario::name).toList();
            throw new PlanException(
                    "there is no scenario \"" + spec.scenario() + "\"" + NearestNames.among(valid, spec.scenario()));
        }
        return found.get();
    }

    /** The victim's timers are armed and deleted without a start, so the module does not check this one. */
    private void fit(Catalogue.Primitive primitive, Catalogue.Scenario scenario) throws PlanException {
        if (scenario.victim() && primitive.inside()) {
            throw new PlanException("primitive: " + primitive.name() + " reads what surrounds the timer, and scenario "
                    + scenario.name() + " has timers of another module; possible are "
                    + String.join(", ", catalogue.primitivesThat(p -> p.sync() && !p.inside() && !p.model())));
        }
    }

    private void fitForced(CellSpec spec, ModelSettings m, Catalogue.Scenario scenario) throws PlanException {
        if (m.trials() != 0 && !scenario.forced()) {
            throw new PlanException(
                    "trials: scenario " + scenario.name() + " forces no race; they are counted there only");
        }
        if (spec.expect().map(e -> e.kind().forced()).orElse(false) && !scenario.forced()) {
            throw new PlanException(
                    "expect: scenario " + scenario.name() + " forces no race; expect pass, any or fail(RULE)");
        }
    }

    /** The engine that is asked for; the checks tell whether the scenario has it. */
    private static Align align(CellSpec spec, Catalogue.Scenario scenario) throws PlanException {
        if (spec.align().isPresent()) {
            return spec.align().get();
        }
        return scenario.aligns().stream()
                .findFirst()
                .orElseThrow(() ->
                        new PlanException("this version knows none of the engines of scenario " + scenario.name()));
    }

    private static Placement placement(CellSpec spec, Catalogue.Scenario scenario) {
        if (spec.pairs() instanceof PairChoice.Listed listed) {
            return listed.pairs().stream().allMatch(Pair::local) ? Placement.LOCAL : Placement.REMOTE;
        }
        return spec.placement().orElse(scenario.remote() ? Placement.REMOTE : Placement.LOCAL);
    }

    private static Expectation expectation(Catalogue.Primitive primitive, Catalogue.Scenario scenario) {
        if (scenario.forced()) {
            return Expectation.ANY;
        }
        if (scenario.victim() && primitive.broken()) {
            return primitive.outlives() ? Expectation.CRASH : Expectation.ANY;
        }
        if (scenario.teardown() && primitive.broken()) {
            return Expectation.ANY;
        }
        if (primitive.broken()) {
            return Rule.numbered(primitive.defect())
                    .map(Expectation::failAtLeast)
                    .orElse(Expectation.ANY);
        }
        return primitive.kind() == Kind.HISTORICAL ? Expectation.ANY : Expectation.PASS;
    }

    private long cellSeed(String id) {
        return new SplittableRandom(seed ^ (long) id.hashCode() << Integer.SIZE).nextLong() >>> BITS_LOST_TO_JSON;
    }
}
