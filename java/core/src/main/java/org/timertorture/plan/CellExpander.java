// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;

/**
 * Makes the cells of a plan: checks its names against a kernel's catalogue, chooses CPUs and derives seeds. A cell that
 * cannot run on this kernel or these CPUs is kept with the reason. Entries that can run nowhere are refused.
 */
public final class CellExpander {
    private static final int BITS_LOST_TO_JSON = 11;

    private final Plan plan;
    private final Catalogue catalogue;
    private final PairPlacer placer;
    private final CellChecks checks;
    private final int nodes;
    private final long seed;

    private CellExpander(Plan plan, Catalogue catalogue, Topology topology, long seed) {
        this.plan = plan;
        this.catalogue = catalogue;
        this.placer = new PairPlacer(topology);
        this.checks = new CellChecks(catalogue);
        this.nodes = topology.nodes();
        this.seed = seed;
    }

    /**
     * Expands a plan.
     *
     * @throws PlanException if a name does not exist (the message suggests the nearest) or settings contradict each
     *     other
     */
    public static List<Cell> expand(Plan plan, Catalogue catalogue, Topology topology, long seed) throws PlanException {
        return new CellExpander(plan, catalogue, topology, seed).cells();
    }

    /** A cell before it has a name. */
    private record Unnamed(
            CellSpec spec,
            CellSettings settings,
            Catalogue.Primitive primitive,
            Catalogue.Scenario scenario,
            Cell.Race race,
            Optional<String> refusal) {

        CellNames.Draft draft() {
            return CellNames.Draft.of(
                    spec,
                    settings,
                    scenario.name(),
                    primitive.name(),
                    race.align().label(),
                    race.placement().label());
        }
    }

    private List<Cell> cells() throws PlanException {
        List<CellSpec> specs = new ArrayList<>(plan.oracle() ? OracleCells.before(catalogue) : List.of());
        specs.addAll(plan.cells());
        List<Unnamed> all = new ArrayList<>();
        for (CellSpec spec : specs) {
            try {
                all.addAll(unnamed(spec));
            } catch (PlanException e) {
                throw new PlanException(plan.source() + ": line " + spec.line() + ": " + e.getMessage(), e);
            }
        }
        CellNames names = new CellNames(all.stream().map(Unnamed::draft).toList());
        List<Cell> cells = new ArrayList<>();
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
        fitModel(spec, settings.model(), scenario);
        Align align = align(spec, scenario);
        if (settings.batch() != CellSettings.AUTO_BATCH && align != Align.CHASE && !scenario.forced()) {
            throw new PlanException("batch: only align chase arms batches, and this is align " + align.label());
        }
        Placement placement = placement(spec, scenario);
        List<Pair> pairs = placer.place(spec.pairs(), placement, scenario.needsThird());
        Cell.Race race = new Cell.Race(align, placement, pairs);
        return new Unnamed(
                spec, settings, primitive, scenario, race, checks.judge(primitive, scenario, race, settings));
    }

    private Cell cell(int number, Unnamed cell, CellNames.Name name) {
        CellSpec spec = cell.spec();
        return new Cell(
                number,
                name.id(),
                name.variant(),
                spec.line(),
                cell.primitive(),
                cell.scenario(),
                cell.race(),
                cell.settings(),
                spec.expect().orElseGet(() -> expectation(cell.primitive(), cell.scenario())),
                spec.weight(),
                spec.oracle(),
                cellSeed(name.id()),
                skip(cell));
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

    private void fitModel(CellSpec spec, ModelSettings m, Catalogue.Scenario scenario) throws PlanException {
        if (m.remoteNs() != 0 && nodes < 2) {
            throw new PlanException(
                    "remote-ns: there is no other node on a machine with one; --nodes gives a VM more of them");
        }
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
        String first = scenario.aligns().get(0);
        return Align.named(first).orElseThrow(() -> new PlanException("this version does not know align " + first));
    }

    private static Placement placement(CellSpec spec, Catalogue.Scenario scenario) {
        if (spec.pairs() instanceof PairChoice.Listed listed) {
            return listed.pairs().stream().allMatch(Pair::local) ? Placement.LOCAL : Placement.REMOTE;
        }
        boolean remote = scenario.flags().contains(Placement.REMOTE.label());
        return spec.placement().orElse(remote ? Placement.REMOTE : Placement.LOCAL);
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
        return primitive.kind().equals("historical") ? Expectation.ANY : Expectation.PASS;
    }

    private Optional<String> skip(Unnamed cell) {
        if (!cell.primitive().available()) {
            return Optional.of(cell.primitive().reason());
        }
        if (!cell.scenario().available()) {
            return Optional.of(cell.scenario().reason());
        }
        if (cell.race().pairs().isEmpty()) {
            return Optional.of("needs " + PairPlacer.cpusOf(cell.scenario().needsThird())
                    + " CPUs a pair, the machine has " + placer.cpus());
        }
        return cell.refusal();
    }

    private long cellSeed(String id) {
        return new SplittableRandom(seed ^ (long) id.hashCode() << Integer.SIZE).nextLong() >>> BITS_LOST_TO_JSON;
    }
}
