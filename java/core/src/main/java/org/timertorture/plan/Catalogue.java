// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.PrimitiveFlag;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.ScenarioFlag;

/**
 * What one build of the module can do, read from its module file (see the end of {@code timertorture.h}). Java has no
 * list of its own.
 *
 * @param hz ticks a second of the kernel that the module was built for
 * @param steps the steps of the algorithms in forced races; empty if the catalogue was read from a running module,
 *     which does not report them
 * @param checks the checks that the module makes before it starts a cell, in this order
 */
public record Catalogue(
        int hz, List<Primitive> primitives, List<Scenario> scenarios, List<Step> steps, List<StartCheck> checks) {
    private static final String AVAILABLE = "available";

    /** A catalogue that an older version wrote may lack the lists that came later. */
    public Catalogue {
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
        steps = steps == null ? List.of() : List.copyOf(steps);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }

    /**
     * An atomic step of the old kernels' algorithms.
     *
     * @param name of the step
     * @param role who takes it: arming, runner, handler or deleter
     * @param sentence what that role does
     */
    public record Step(String name, String role, String sentence) {}

    /**
     * A way to delete a timer.
     *
     * @param kind native, historical, broken or null
     * @param flags words: available, sync, tri, shutdown, unsafe, inside, outlives, model
     * @param defect for a broken primitive, the number of the rule that its defect breaks; otherwise 0
     * @param showsIn for a broken primitive, the scenario in which its defect shows; otherwise empty
     * @param kernelName the name of the function in that kernel
     * @param aliases older names
     * @param reason why the primitive is not available; empty if it is
     */
    public record Primitive(
            String name,
            String kind,
            List<String> flags,
            int defect,
            String showsIn,
            String kernelName,
            List<String> aliases,
            String description,
            String reason) {

        public boolean available() {
            return flags.contains(AVAILABLE);
        }

        /** Returns the same primitive as if the kernel had it. */
        Primitive asAvailable() {
            return available()
                    ? this
                    : new Primitive(
                            name,
                            kind,
                            both(List.of(AVAILABLE), flags),
                            defect,
                            showsIn,
                            kernelName,
                            aliases,
                            description,
                            "");
        }

        public boolean unsafe() {
            return flags.contains("unsafe");
        }

        /** Returns whether the primitive promises that the handler is not running afterwards. */
        public boolean sync() {
            return flags.contains("sync");
        }

        /** Returns whether the timer cannot be armed afterwards. */
        public boolean shutsDown() {
            return flags.contains("shutdown");
        }

        /** Returns whether the primitive is a model; the null primitive is one, too. */
        public boolean model() {
            return flags.contains("model");
        }

        /** {@code TT_KIND_*}. */
        long kindNumber() {
            return Kind.named(kind).orElseThrow().number();
        }

        /** {@code TT_PRIM_*}. */
        long flagBits() {
            return flags.stream()
                    .mapToLong(f -> PrimitiveFlag.named(f).orElseThrow().bit())
                    .sum();
        }

        /**
         * Returns whether the primitive is of the kind that a rule requires: {@code call} for all but null, or the name
         * of one of its flags.
         */
        boolean is(String need) {
            return need.equals("call") ? !kind.equals("null") : flags.contains(need);
        }

        /**
         * Returns whether the primitive reads the structure around the timer, which only the main module's timers have.
         */
        public boolean inside() {
            return flags.contains("inside");
        }

        /** Returns whether the primitive can leave a timer armed whose handler arms it again. */
        public boolean outlives() {
            return flags.contains("outlives");
        }

        public boolean broken() {
            return kind.equals("broken");
        }
    }

    /**
     * What happens to a timer while it is deleted.
     *
     * @param aim early, encounter or late
     * @param aligns none, spin, chase; the default one first
     * @param flags words: available, unsafe, local, remote, third, shutdown, sync, hotplug, calibrate, teardown,
     *     victim, models, forced, model-only, rearmed
     * @param reason why the scenario is not available; empty if it is
     * @param rules labels of the rules that are checked. After a colon stands which primitives a rule is checked for:
     *     {@code call} for all that call a function, or the name of a flag.
     * @param handshakes number of handshakes in a forced race; otherwise 0
     */
    public record Scenario(
            String name,
            String aim,
            List<String> aligns,
            List<String> flags,
            String description,
            String reason,
            List<String> rules,
            int handshakes) {

        public Scenario {
            // The manifest of an older version has no rules.
            rules = rules == null ? List.of() : List.copyOf(rules);
        }

        /** Returns the rules that can be checked for a primitive. A cell's settings can void some of them. */
        public Set<Rule> rulesOf(Primitive primitive) {
            EnumSet<Rule> checked = EnumSet.noneOf(Rule.class);
            for (String word : rules) {
                String[] parts = word.split(":", 2);
                if (parts.length == 1 || primitive.is(parts[1])) {
                    Rule.named(parts[0]).ifPresent(checked::add);
                }
            }
            return checked;
        }

        public boolean available() {
            return flags.contains(AVAILABLE);
        }

        /** Returns the same scenario as if the kernel had it. */
        Scenario asAvailable() {
            return available()
                    ? this
                    : new Scenario(
                            name, aim, aligns, both(List.of(AVAILABLE), flags), description, "", rules, handshakes);
        }

        /** {@code TT_SCEN_*}. */
        long flagBits() {
            return flags.stream()
                    .mapToLong(f -> ScenarioFlag.named(f).orElseThrow().bit())
                    .sum();
        }

        /** Its engines, as a bit set of {@code 1 << TT_ALIGN_*}. */
        long alignBits() {
            return aligns.stream()
                    .mapToLong(a -> 1L << Align.named(a).orElseThrow().number())
                    .sum();
        }

        /** Returns whether every pair needs a third CPU. */
        public boolean needsThird() {
            return flags.contains("third");
        }

        /** Returns whether the module is unloaded during the race. */
        public boolean teardown() {
            return flags.contains("teardown");
        }

        /** Returns whether the handlers are in a separate module that is unloaded. */
        public boolean victim() {
            return flags.contains("victim");
        }

        /** Returns whether the scenario repeatedly loads and unloads modules. */
        public boolean cycles() {
            return teardown() || victim();
        }

        /** Returns whether models can run in the scenario. */
        public boolean models() {
            return flags.contains("models");
        }

        /** Returns whether only models can run in the scenario. */
        public boolean modelOnly() {
            return flags.contains("model-only");
        }

        /** Returns whether handshakes force the race. */
        public boolean forced() {
            return flags.contains("forced");
        }
    }

    /**
     * Reads a module file's catalogue.
     *
     * @param modinfo the values of one of its tags, for example {@code tt_primitive}
     * @throws IllegalArgumentException if a value has not the form that the header states
     */
    public static Catalogue parse(Function<String, List<String>> modinfo) {
        return new Catalogue(
                modinfo.apply("tt_hz").stream().mapToInt(Integer::parseInt).sum(),
                modinfo.apply("tt_primitive").stream().map(Catalogue::primitive).toList(),
                modinfo.apply("tt_scenario").stream().map(Catalogue::scenario).toList(),
                modinfo.apply("tt_step").stream().map(Catalogue::step).toList(),
                modinfo.apply("tt_check").stream().map(StartCheck::parse).toList());
    }

    /** This catalogue and another one's entries. */
    public Catalogue plus(Catalogue other) {
        return new Catalogue(
                Math.max(hz, other.hz),
                both(primitives, other.primitives),
                both(scenarios, other.scenarios),
                both(steps, other.steps),
                both(checks, other.checks));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the names of the primitives that satisfy the predicate. */
    public List<String> primitivesThat(Predicate<Primitive> have) {
        return primitives.stream().filter(have).map(Primitive::name).toList();
    }

    /** Finds a primitive by its present name or, if {@code aliasesToo}, by one of its aliases. */
    public Optional<Primitive> primitive(String nameOrAlias, boolean aliasesToo) {
        return primitives.stream()
                .filter(p -> p.name().equals(nameOrAlias)
                        || aliasesToo && p.aliases().contains(nameOrAlias))
                .findFirst();
    }

    public Optional<Scenario> scenarioNamed(String name) {
        return scenarios.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private static Primitive primitive(String line) {
        CatalogueLine f = CatalogueLine.parse(line);
        return new Primitive(
                f.text("name"),
                CatalogueLine.label(f.text("kind")),
                flags(f),
                f.words("defect").stream()
                        .map(rule -> Rule.named(rule)
                                .orElseThrow(() -> new IllegalArgumentException("no rule \"" + rule + "\": " + line)))
                        .mapToInt(Rule::number)
                        .sum(),
                f.text("shows_in", ""),
                f.text("kernel_name", f.text("name")),
                f.text("aliases", "").isEmpty()
                        ? List.of()
                        : List.of(f.text("aliases").split(" ")),
                f.text("description"),
                f.text("reason", ""));
    }

    private static Scenario scenario(String line) {
        CatalogueLine f = CatalogueLine.parse(line);
        List<String> rules = new ArrayList<>(f.words("rules"));
        for (String need : List.of("call", "sync", "shutdown")) {
            f.words("rules_" + need).forEach(rule -> rules.add(rule + ":" + need));
        }
        return new Scenario(
                f.text("name"),
                CatalogueLine.label(f.text("aim")),
                f.words("aligns"),
                flags(f),
                f.text("description"),
                f.text("reason", ""),
                rules,
                Integer.parseInt(f.text("handshakes", "0")));
    }

    /** An entry is available if it gives no reason against that. */
    private static List<String> flags(CatalogueLine f) {
        List<String> flags = new ArrayList<>(f.text("reason", "").isEmpty() ? List.of(AVAILABLE) : List.of());
        flags.addAll(f.words("flags"));
        return flags;
    }

    private static Step step(String line) {
        CatalogueLine f = CatalogueLine.parse(line);
        return new Step(f.text("name"), f.text("role"), f.text("sentence"));
    }
}
