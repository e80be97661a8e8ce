// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.PrimitiveFlag;
import org.timertorture.uapi.PrimitiveStruct;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.ScenarioFlag;
import org.timertorture.uapi.ScenarioStruct;

/**
 * What one build of the module can do, read from its module file or from the running module. Java has no list of its
 * own.
 *
 * @param hz ticks a second of the kernel that the module was built for
 * @param steps the steps of the algorithms in forced races; empty if the catalogue was read from a running module,
 *     which does not report them
 * @param checks the checks that the module makes before it starts a cell, in this order
 */
public record Catalogue(
        int hz, List<Primitive> primitives, List<Scenario> scenarios, List<Step> steps, List<StartCheck> checks) {

    /** A catalogue that another version wrote may lack lists, and may have entries that are read as null. */
    public Catalogue {
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
        steps = steps == null ? List.of() : List.copyOf(steps);
        checks = checks == null
                ? List.of()
                : checks.stream().filter(Objects::nonNull).toList();
    }

    /**
     * An atomic step of the old kernels' algorithms.
     *
     * @param name the step's name
     * @param role who takes it: arming, runner, handler or deleter
     * @param sentence what that role does
     */
    public record Step(String name, String role, String sentence) {}

    /**
     * A call under test: a way to delete a timer, or to arm one.
     *
     * @param flags its properties, in the header's order
     * @param defect for a broken primitive, the number of the rule that its defect breaks; otherwise 0
     * @param showsIn for a broken primitive, the scenario in which its defect shows; otherwise empty
     * @param kernelName the name of the function in that kernel
     * @param aliases older names
     * @param reason why the primitive is not available; empty if it is
     */
    public record Primitive(
            String name,
            Kind kind,
            Set<PrimitiveFlag> flags,
            int defect,
            String showsIn,
            String kernelName,
            List<String> aliases,
            String description,
            String reason) {

        public Primitive {
            flags = known(PrimitiveFlag.class, flags);
            aliases = List.copyOf(aliases);
        }

        /**
         * Reads what the running module reports.
         *
         * @throws IllegalArgumentException if a field has a value that the header does not allow
         */
        public static Primitive of(PrimitiveStruct s) {
            return new Primitive(
                    s.name(),
                    Kind.of(s.kind()),
                    Set.copyOf(PrimitiveFlag.allIn(s.flags())),
                    s.defect(),
                    s.showsIn(),
                    s.kernelName(),
                    CatalogueLine.parted(s.aliases(), " "),
                    s.description(),
                    s.reason());
        }

        public boolean available() {
            return flags.contains(PrimitiveFlag.AVAILABLE);
        }

        /** Returns the same primitive as if the kernel had it. */
        Primitive asAvailable() {
            return available()
                    ? this
                    : new Primitive(
                            name,
                            kind,
                            plus(PrimitiveFlag.AVAILABLE, flags),
                            defect,
                            showsIn,
                            kernelName,
                            aliases,
                            description,
                            "");
        }

        public boolean unsafe() {
            return flags.contains(PrimitiveFlag.UNSAFE);
        }

        /** Returns whether the primitive deletes timers, instead of arming them or letting them expire. */
        public boolean deletes() {
            return Collections.disjoint(flags, Set.of(PrimitiveFlag.ARMS, PrimitiveFlag.ASKS, PrimitiveFlag.EXPIRES));
        }

        /** Returns whether the primitive calls a function. */
        public boolean calls() {
            return kind != Kind.NULL;
        }

        /** Returns whether the primitive promises that the handler is not running afterwards. */
        public boolean sync() {
            return flags.contains(PrimitiveFlag.SYNC);
        }

        /** Returns whether the timer cannot be armed afterwards. */
        public boolean shutsDown() {
            return flags.contains(PrimitiveFlag.SHUTDOWN);
        }

        /** Returns whether the primitive is a model; the null primitive is one, too. */
        public boolean model() {
            return flags.contains(PrimitiveFlag.MODEL);
        }

        /**
         * Returns whether the primitive reads the structure around the timer, which only the main module's timers have.
         */
        public boolean inside() {
            return flags.contains(PrimitiveFlag.INSIDE);
        }

        /** Returns whether the primitive can leave a timer armed whose handler arms it again. */
        public boolean outlives() {
            return flags.contains(PrimitiveFlag.OUTLIVES);
        }

        public boolean broken() {
            return kind == Kind.BROKEN;
        }
    }

    /**
     * What happens to a timer while it is deleted.
     *
     * @param aim the outcome that it is made for
     * @param aligns its engines; the default one first
     * @param flags its properties, in the header's order
     * @param reason why the scenario is not available; empty if it is
     * @param rules the rules that it checks
     * @param handshakes number of handshakes in a forced race; otherwise 0
     * @param unforced the scenario in which the chase may win the same race as this forced one; empty if there is none
     */
    public record Scenario(
            String name,
            Outcome aim,
            List<Align> aligns,
            Set<ScenarioFlag> flags,
            String description,
            String reason,
            List<CheckedRule> rules,
            int handshakes,
            String unforced) {

        public Scenario {
            aligns = aligns.stream().filter(Objects::nonNull).toList();
            flags = known(ScenarioFlag.class, flags);
            // The manifest of an older version has no rules.
            rules = rules == null
                    ? List.of()
                    : rules.stream().filter(Objects::nonNull).toList();
            unforced = unforced == null ? "" : unforced;
        }

        /**
         * Reads what the running module reports. It does not report the order of the engines, so the strongest is put
         * first, as in the module's own table.
         *
         * @param before the scenarios that come before it in the module's table
         * @throws IllegalArgumentException if a field has a value that the header does not allow
         */
        public static Scenario of(ScenarioStruct s, List<Scenario> before) {
            if (s.unforced() > before.size()) {
                throw new IllegalArgumentException(s.name() + " is no race of an earlier scenario: " + s.unforced());
            }
            List<Align> strongestFirst = new ArrayList<>(Align.allIn(s.aligns()));
            Collections.reverse(strongestFirst);
            List<CheckedRule> rules = new ArrayList<>();
            Rule.allIn(s.rules()).forEach(r -> rules.add(new CheckedRule(r, CheckedRule.Of.ALL)));
            Rule.allIn(s.rulesCall()).forEach(r -> rules.add(new CheckedRule(r, CheckedRule.Of.CALL)));
            Rule.allIn(s.rulesSync()).forEach(r -> rules.add(new CheckedRule(r, CheckedRule.Of.SYNC)));
            Rule.allIn(s.rulesShutdown()).forEach(r -> rules.add(new CheckedRule(r, CheckedRule.Of.SHUTDOWN)));
            return new Scenario(
                    s.name(),
                    Outcome.of(s.aim()),
                    strongestFirst,
                    Set.copyOf(ScenarioFlag.allIn(s.flags())),
                    s.description(),
                    s.reason(),
                    rules,
                    s.handshakes(),
                    s.unforced() == 0 ? "" : before.get(s.unforced() - 1).name());
        }

        /** Returns the rules that can be checked for a primitive. A cell's settings can void some of them. */
        public Set<Rule> rulesOf(Primitive primitive) {
            EnumSet<Rule> checked = EnumSet.noneOf(Rule.class);
            rules.stream()
                    .filter(r -> r.of().has(primitive))
                    .map(CheckedRule::rule)
                    .forEach(checked::add);
            return checked;
        }

        public boolean available() {
            return flags.contains(ScenarioFlag.AVAILABLE);
        }

        /** Returns the same scenario as if the kernel had it. */
        Scenario asAvailable() {
            return available()
                    ? this
                    : new Scenario(
                            name,
                            aim,
                            aligns,
                            plus(ScenarioFlag.AVAILABLE, flags),
                            description,
                            "",
                            rules,
                            handshakes,
                            unforced);
        }

        /** Returns whether another CPU than the one that armed the timer can delete it. */
        public boolean remote() {
            return flags.contains(ScenarioFlag.REMOTE);
        }

        /** Returns whether the timer is deleted, instead of being armed or left to expire. */
        public boolean deletes() {
            return !flags.contains(ScenarioFlag.ARMS) && !flags.contains(ScenarioFlag.EXPIRES);
        }

        /** Returns whether every pair needs a third CPU. */
        public boolean needsThird() {
            return flags.contains(ScenarioFlag.THIRD);
        }

        /** Returns whether the module is unloaded during the race. */
        public boolean teardown() {
            return flags.contains(ScenarioFlag.TEARDOWN);
        }

        /** Returns whether the handlers are in a separate module that is unloaded. */
        public boolean victim() {
            return flags.contains(ScenarioFlag.VICTIM);
        }

        /** Returns whether the scenario repeatedly loads and unloads modules. */
        public boolean cycles() {
            return teardown() || victim();
        }

        /** Returns whether handshakes force the race. */
        public boolean forced() {
            return flags.contains(ScenarioFlag.FORCED);
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
                modinfo.apply("tt_hz").stream()
                        .mapToInt(text -> CatalogueLine.number("tt_hz", text))
                        .sum(),
                modinfo.apply("tt_primitive").stream().map(Catalogue::primitive).toList(),
                modinfo.apply("tt_scenario").stream().map(Catalogue::scenario).toList(),
                modinfo.apply("tt_step").stream().map(Catalogue::step).toList(),
                modinfo.apply("tt_check").stream().map(StartCheck::parse).toList());
    }

    /** Returns this catalogue and another one's entries. */
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

    /** A flag that this version does not know is read as null. */
    private static <E extends Enum<E>> Set<E> known(Class<E> type, Collection<E> flags) {
        EnumSet<E> known = EnumSet.noneOf(type);
        flags.stream().filter(Objects::nonNull).forEach(known::add);
        return Collections.unmodifiableSet(known);
    }

    private static <E extends Enum<E>> Set<E> plus(E flag, Set<E> flags) {
        EnumSet<E> all = EnumSet.of(flag);
        all.addAll(flags);
        return all;
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
                f.one("kind", Kind.values()),
                flags(f, PrimitiveFlag.AVAILABLE, PrimitiveFlag.values()),
                f.some("defect", Rule.values()).stream().mapToInt(Rule::number).sum(),
                f.text("shows_in", ""),
                f.text("kernel_name", f.text("name")),
                CatalogueLine.parted(f.text("aliases", ""), " "),
                f.text("description"),
                f.text("reason", ""));
    }

    private static Scenario scenario(String line) {
        CatalogueLine f = CatalogueLine.parse(line);
        List<CheckedRule> rules = new ArrayList<>();
        for (CheckedRule.Of of : CheckedRule.Of.values()) {
            String name = of == CheckedRule.Of.ALL ? "rules" : "rules_" + of.label();
            f.some(name, Rule.values()).forEach(rule -> rules.add(new CheckedRule(rule, of)));
        }
        return new Scenario(
                f.text("name"),
                f.one("aim", Outcome.values()),
                f.some("aligns", Align.values()),
                flags(f, ScenarioFlag.AVAILABLE, ScenarioFlag.values()),
                f.text("description"),
                f.text("reason", ""),
                rules,
                f.number("handshakes"),
                f.text("unforced", ""));
    }

    /** An entry is available if it gives no reason against that. */
    private static <E extends Enum<E> & Named> Set<E> flags(CatalogueLine f, E available, E[] values) {
        Set<E> flags = Set.copyOf(f.some("flags", values));
        return f.text("reason", "").isEmpty() ? plus(available, flags) : flags;
    }

    private static Step step(String line) {
        CatalogueLine f = CatalogueLine.parse(line);
        return new Step(f.text("name"), f.text("role"), f.text("sentence"));
    }
}
