// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.timertorture.uapi.Rule;

/**
 * What one build of the module can do, as its module file says (see the end of {@code timertorture.h}). Java has no
 * list of its own.
 *
 * @param steps of forced races; none if only a running module was asked, which does not tell them
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
     * @param algorithm a primitive's name, or native
     * @param role arming, runner, handler or deleter
     * @param sentence what it does
     */
    public record Step(String algorithm, String role, String name, String sentence) {}

    /**
     * One way to delete a timer.
     *
     * @param kind native, historical, broken or null
     * @param flags words: available, sync, tri, shutdown, unsafe, inside, outlives
     * @param defect the rule that names a broken one's defect, else 0
     * @param showsIn for a broken one the scenario in which its defect shows, else empty
     * @param kernelName what that kernel calls it
     * @param aliases older names
     * @param reason why it is not available, else empty
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

        /** Whether it promises that the handler is not running. */
        public boolean sync() {
            return flags.contains("sync");
        }

        /** Whether the timer cannot be armed afterwards. */
        public boolean shutsDown() {
            return flags.contains("shutdown");
        }

        /** Whether it is a model of an old one, the null model among them. */
        public boolean model() {
            return name.startsWith("hist_");
        }

        /** Whether it is what a rule needs: {@code call}, anything but null, or else one of its flags. */
        boolean is(String need) {
            return need.equals("call") ? !kind.equals("null") : flags.contains(need);
        }

        /** Whether it looks at what is around a timer of the main module. */
        public boolean inside() {
            return flags.contains("inside");
        }

        /** Whether it leaves a timer armed whose handler arms it. */
        public boolean outlives() {
            return flags.contains("outlives");
        }

        public boolean broken() {
            return kind.equals("broken");
        }
    }

    /**
     * What happens to the timer meanwhile.
     *
     * @param aim early, encounter or late
     * @param aligns none, spin, chase; the default one first
     * @param flags words: available, unsafe, local, remote, third, shutdown, sync, hotplug, calibrate, teardown,
     *     victim, models, forced, model-only
     * @param reason why it is not available, else empty
     * @param rules those that are checked there, by number; after a colon, of which primitives only: those that call
     *     something, or have that flag
     * @param handshakes of a forced race; else 0
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
            // A manifest of an older version has none.
            rules = rules == null ? List.of() : List.copyOf(rules);
        }

        /** The rules that may be checked of a primitive; settings of a cell can make some of them void. */
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

        /** Whether every pair needs a third CPU. */
        public boolean needsThird() {
            return flags.contains("third");
        }

        /** Whether its base CPUs may go off line meanwhile. */
        public boolean takesHotplug() {
            return flags.contains("hotplug");
        }

        /** Whether what recording costs can be measured in it. */
        public boolean takesCalibration() {
            return flags.contains("calibrate");
        }

        /** Whether the module is unloaded in mid-flight. */
        public boolean teardown() {
            return flags.contains("teardown");
        }

        /** Whether handlers live in a module of their own, which is unloaded. */
        public boolean victim() {
            return flags.contains("victim");
        }

        /** Whether it consists of loading and unloading. */
        public boolean cycles() {
            return teardown() || victim();
        }

        /** Whether it is for primitives that wait only. */
        public boolean syncOnly() {
            return flags.contains("sync");
        }

        /** Whether it is for models of old primitives too. */
        public boolean models() {
            return flags.contains("models");
        }

        /** Whether it is for models only. */
        public boolean modelOnly() {
            return flags.contains("model-only");
        }

        /** Whether a race is brought about by handshakes. */
        public boolean forced() {
            return flags.contains("forced");
        }

        /** Whether it is for primitives that shut down only. */
        public boolean shutdownOnly() {
            return flags.contains("shutdown");
        }
    }

    /**
     * Reads modinfo's values of {@code tt_primitive}, {@code tt_scenario} and {@code tt_step}.
     *
     * @throws IllegalArgumentException if a line has not the fields that the header states
     */
    public static Catalogue parse(List<String> primitiveLines, List<String> scenarioLines, List<String> stepLines) {
        return new Catalogue(
                primitiveLines.stream().map(Catalogue::primitive).toList(),
                scenarioLines.stream().map(Catalogue::scenario).toList(),
                stepLines.stream().map(Catalogue::step).toList());
    }

    /** Of a module without forced races. */
    public static Catalogue parse(List<String> primitiveLines, List<String> scenarioLines) {
        return parse(primitiveLines, scenarioLines, List.of());
    }

    /** The names of the primitives that have a flag. */
    public List<String> primitivesThat(Predicate<Primitive> have) {
        return primitives.stream().filter(have).map(Primitive::name).toList();
    }

    /** By its name of today or one of its aliases. */
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
