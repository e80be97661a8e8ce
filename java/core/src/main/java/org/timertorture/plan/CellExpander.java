// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Cold;
import org.timertorture.uapi.ModelSettings;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Rule;

/**
 * Makes the cells of a plan: checks its names against a kernel's catalogue, chooses CPUs and derives seeds. A cell that
 * cannot run on this kernel or these CPUs is kept with the reason. Entries that can run nowhere are refused.
 */
public final class CellExpander {
    private static final int BITS_LOST_TO_JSON = 11;
    /** This is 0.8 of the longest tick, at HZ 100. The module itself checks against the kernel's own tick. */
    private static final long MOST_BATCH_NS = 8_000_000;

    private final Plan plan;
    private final Catalogue catalogue;
    private final PairPlacer placer;
    private final int nodes;
    private final long seed;

    private CellExpander(Plan plan, Catalogue catalogue, Topology topology, long seed) {
        this.plan = plan;
        this.catalogue = catalogue;
        this.placer = new PairPlacer(topology);
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
            Cell.Race race) {

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
        fitModel(spec, settings.model(), primitive, scenario);
        Align align = align(spec, scenario);
        hotplug(settings, scenario, align);
        calibrate(settings, primitive, scenario);
        if (!scenario.forced()) {
            batch(settings, align);
        }
        Placement placement = placement(spec, scenario);
        List<Pair> pairs = placer.place(spec.pairs(), placement, scenario.needsThird());
        return new Unnamed(spec, settings, primitive, scenario, new Cell.Race(align, placement, pairs));
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
                skip(cell.primitive(), cell.scenario(), cell.race().pairs()));
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

    private void fit(Catalogue.Primitive primitive, Catalogue.Scenario scenario) throws PlanException {
        if (scenario.shutdownOnly() && !primitive.shutsDown()) {
            throw unfit(primitive, scenario, "shut the timer down", Catalogue.Primitive::shutsDown);
        }
        if (scenario.victim() && primitive.inside()) {
            throw unfit(primitive, scenario, "look at nothing but the timer", p -> p.sync() && !p.inside());
        }
        if (scenario.syncOnly() && !primitive.sync()) {
            throw unfit(primitive, scenario, "wait for the handler", Catalogue.Primitive::sync);
        }
    }

    private void fitModel(CellSpec spec, ModelSettings m, Catalogue.Primitive primitive, Catalogue.Scenario scenario)
            throws PlanException {
        if (primitive.model() && !scenario.models()) {
            throw new PlanException("scenario " + scenario.name() + " is not for models of old kernels, as "
                    + primitive.name() + " is");
        }
        if (!primitive.model() && (m.slots() != 0 || m.cold() != Cold.NONE || m.remoteNs() != 0)) {
            throw new PlanException("slots, cold and remote-ns are for models of old kernels, and " + primitive.name()
                    + " is none; leave them out of its cell");
        }
        if (m.remoteNs() != 0 && nodes < 2) {
            throw new PlanException(
                    "remote-ns: there is no other node on a machine with one; --nodes gives a VM more of them");
        }
        if (scenario.modelOnly() && !primitive.model()) {
            throw unfit(primitive, scenario, "are models of old kernels", Catalogue.Primitive::model);
        }
        if (m.trials() != 0 && !scenario.forced()) {
            throw new PlanException(
                    "trials: scenario " + scenario.name() + " forces no race; they are counted there only");
        }
        if (spec.expect().map(e -> e.kind().forced()).orElse(false) && !scenario.forced()) {
            throw new PlanException(
                    "expect: scenario " + scenario.name() + " forces no race; expect pass, any or fail(RULE)");
        }
        if (m.skip() != 0 && !scenario.forced()) {
            throw new PlanException("skip: scenario " + scenario.name() + " has no handshakes to leave out");
        }
        if (m.skip() > scenario.handshakes()) {
            throw new PlanException("skip: expected 1 to " + scenario.handshakes() + ", the handshakes of "
                    + scenario.name() + ", found " + m.skip());
        }
    }

    private PlanException unfit(
            Catalogue.Primitive primitive,
            Catalogue.Scenario scenario,
            String what,
            Predicate<Catalogue.Primitive> have) {
        return new PlanException("scenario " + scenario.name() + " is for primitives that " + what + ", and "
                + primitive.name() + " does not; those that do are "
                + String.join(", ", catalogue.primitivesThat(have)));
    }

    private void hotplug(CellSettings settings, Catalogue.Scenario scenario, Align align) throws PlanException {
        if (settings.hotplug() && (align != Align.CHASE || !scenario.takesHotplug())) {
            throw new PlanException("hotplug: needs align chase and one of the scenarios "
                    + scenariosThat(Catalogue.Scenario::takesHotplug));
        }
    }

    private void calibrate(CellSettings settings, Catalogue.Primitive primitive, Catalogue.Scenario scenario)
            throws PlanException {
        boolean plain = primitive.kind().equals("native") && !primitive.shutsDown();
        if (settings.calibrate() && !(plain && scenario.takesCalibration())) {
            throw new PlanException("calibrate: needs a native primitive that does not shut down, in scenario "
                    + scenariosThat(Catalogue.Scenario::takesCalibration));
        }
    }

    private String scenariosThat(Predicate<Catalogue.Scenario> take) {
        return catalogue.scenarios().stream()
                .filter(take)
                .map(Catalogue.Scenario::name)
                .collect(Collectors.joining(", "));
    }

    private static void batch(CellSettings settings, Align align) throws PlanException {
        int batch = settings.batch();
        long handlerNs = settings.handlerNs();
        if (batch != CellSettings.AUTO_BATCH && align != Align.CHASE) {
            throw new PlanException("batch: only align chase arms batches, and this is align " + align.label());
        }
        if (batch > 1 && batch * handlerNs > MOST_BATCH_NS) {
            throw new PlanException(
                    "batch: expected 1 to " + Math.max(1, MOST_BATCH_NS / handlerNs) + " with handlers of "
                            + DurationText.of(handlerNs) + ", found " + batch
                            + ": together they have to end within 0.8 of a tick");
        }
    }

    private static Align align(CellSpec spec, Catalogue.Scenario scenario) throws PlanException {
        String wanted = spec.align().map(Align::label).orElse(scenario.aligns().get(0));
        if (!scenario.aligns().contains(wanted)) {
            throw new PlanException("scenario " + scenario.name() + " has no align " + wanted + "; it has "
                    + String.join(", ", scenario.aligns()));
        }
        return Named.parse(Align.values(), wanted)
                .orElseThrow(() -> new PlanException("this version does not know align " + wanted));
    }

    private static Placement placement(CellSpec spec, Catalogue.Scenario scenario) throws PlanException {
        if (spec.pairs() instanceof PairChoice.Listed listed) {
            for (Pair pair : listed.pairs()) {
                require(scenario, pair.local() ? Placement.LOCAL : Placement.REMOTE);
            }
            return listed.pairs().stream().allMatch(Pair::local) ? Placement.LOCAL : Placement.REMOTE;
        }
        boolean remote = scenario.flags().contains(Placement.REMOTE.label());
        Placement placement = spec.placement().orElse(remote ? Placement.REMOTE : Placement.LOCAL);
        require(scenario, placement);
        return placement;
    }

    private static void require(Catalogue.Scenario scenario, Placement placement) throws PlanException {
        if (!scenario.flags().contains(placement.label())) {
            throw new PlanException("scenario " + scenario.name() + " cannot be " + placement.label()
                    + (placement == Placement.LOCAL
                            ? ": it needs another CPU to delete"
                            : ": the CPU that arms has to delete"));
        }
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

    private Optional<String> skip(Catalogue.Primitive primitive, Catalogue.Scenario scenario, List<Pair> pairs) {
        if (!primitive.available()) {
            return Optional.of(primitive.reason());
        }
        if (!scenario.available()) {
            return Optional.of(scenario.reason());
        }
        return pairs.isEmpty()
                ? Optional.of("needs " + PairPlacer.cpusOf(scenario.needsThird()) + " CPUs a pair, the machine has "
                        + placer.cpus())
                : Optional.empty();
    }

    private long cellSeed(String id) {
        return new SplittableRandom(seed ^ (long) id.hashCode() << Integer.SIZE).nextLong() >>> BITS_LOST_TO_JSON;
    }
}
