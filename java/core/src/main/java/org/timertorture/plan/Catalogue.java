// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.timertorture.uapi.Rule;

/**
 * What one build of the module can do, read from its module file (see the end of {@code timertorture.h}). Java has no
 * list of its own.
 *
 * @param steps the steps of the algorithms in forced races; empty if the catalogue was read from a running module,
 *     which does not report them
 */
public record Catalogue(List<Primitive> primitives, List<Scenario> scenarios, List<Step> steps) {
    private static final String RULE_PREFIX = "TT_RULE_";

    public Catalogue {
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /**
     * An atomic step of an algorithm.
     *
     * @param algorithm the name of a primitive, or {@code native}
     * @param role arming, runner, handler or deleter
     * @param sentence what the step does
     */
    public record Step(String algorithm, String role, String name, String sentence) {}

    /**
     * A way to delete a timer.
     *
     * @param kind native, historical, broken or null
     * @param flags words: available, sync, tri, shutdown, unsafe, inside, outlives
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
            return flags.contains("available");
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
            return name.startsWith("hist_");
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
     *     victim, models, forced, model-only
     * @param reason why the scenario is not available; empty if it is
     * @param rules numbers of the rules that are checked. After a colon stands which primitives a rule is checked for:
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
                    Rule.numbered(Integer.parseInt(parts[0])).ifPresent(checked::add);
                }
            }
            return checked;
        }

        public boolean available() {
            return flags.contains("available");
        }

        /** Returns whether every pair needs a third CPU. */
        public boolean needsThird() {
            return flags.contains("third");
        }

        /** Returns whether the base CPUs may go offline during a cell. */
        public boolean takesHotplug() {
            return flags.contains("hotplug");
        }

        /** Returns whether the cost of recording can be measured in the scenario. */
        public boolean takesCalibration() {
            return flags.contains("calibrate");
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

        /** Returns whether only primitives that wait for the handler can run in the scenario. */
        public boolean syncOnly() {
            return flags.contains("sync");
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

        /** Returns whether only primitives that shut the timer down can run in the scenario. */
        public boolean shutdownOnly() {
            return flags.contains("shutdown");
        }
    }

    /**
     * Parses modinfo's values of {@code tt_primitive}, {@code tt_scenario} and {@code tt_step}.
     *
     * @throws IllegalArgumentException if a line does not have the fields that the header states
     */
    public static Catalogue parse(List<String> primitiveLines, List<String> scenarioLines, List<String> stepLines) {
        return new Catalogue(
                primitiveLines.stream().map(Catalogue::primitive).toList(),
                scenarioLines.stream().map(Catalogue::scenario).toList(),
                stepLines.stream().map(Catalogue::step).toList());
    }

    /** Parses the catalogue of a module without forced races. */
    public static Catalogue parse(List<String> primitiveLines, List<String> scenarioLines) {
        return parse(primitiveLines, scenarioLines, List.of());
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
        String[] f = fields(line, 9);
        return new Primitive(f[0], f[1], words(f[2]), defect(f[3]), f[4], f[5], words(f[6]), f[7], f[8]);
    }

    /** The number of a rule that the header names, such as {@code TT_RULE_FREED}; 0 stays 0. */
    private static int defect(String field) {
        return field.startsWith(RULE_PREFIX)
                ? Rule.valueOf(field.substring(RULE_PREFIX.length())).number()
                : Integer.parseInt(field);
    }

    private static Scenario scenario(String line) {
        String[] f = fields(line, 8);
        return new Scenario(f[0], f[1], words(f[2]), words(f[3]), f[4], f[5], words(f[6]), Integer.parseInt(f[7]));
    }

    private static Step step(String line) {
        String[] f = fields(line, 4);
        return new Step(f[0], f[1], f[2], f[3]);
    }

    private static String[] fields(String line, int count) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != count) {
            throw new IllegalArgumentException("expected " + count + " fields, found " + fields.length + ": " + line);
        }
        return fields;
    }

    private static List<String> words(String field) {
        return field.isBlank() ? List.of() : List.of(field.trim().split(" +"));
    }
}
