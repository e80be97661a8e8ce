// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Rule;

/** Grades broken rules by primitive, scenario and rule. The grades are read from {@code grades.yaml}. */
public final class Grades {
    private static final File FILE = Resource.read("/grades.yaml", File.class);

    private Grades() {}

    /** Grades a broken rule. */
    public static Graded of(String primitive, String scenario, Rule rule) {
        return FILE.rules().stream()
                .filter(e -> e.matches(primitive, scenario) && e.matches(rule))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("grades.yaml says nothing of " + rule.label()))
                .graded();
    }

    /** Grades a handler that began after the bound of rule not-lost. */
    public static Graded late() {
        return FILE.late().graded();
    }

    /** Grades a crash of the kernel in a cell; empty if the file has no entry for it, so that it is forbidden. */
    public static Optional<Graded> crash(String primitive, String scenario) {
        return FILE.crashes().stream()
                .filter(e -> e.matches(primitive, scenario))
                .findFirst()
                .map(Entry::graded);
    }

    private record File(List<Entry> rules, Entry late, List<Entry> crashes) {}

    /** One entry of the file. An absent list matches everything. */
    private record Entry(
            List<String> primitive,
            List<String> scenario,
            List<String> rule,
            String grade,
            String promise,
            String source) {

        Entry {
            if (promise == null
                    || source == null
                    || Named.parse(Grade.values(), grade).isEmpty()) {
                throw new IllegalArgumentException("an entry needs a grade, a promise and a source");
            }
            for (String name : rule == null ? List.<String>of() : rule) {
                Rule.named(name).orElseThrow(() -> new IllegalArgumentException("no rule " + name));
            }
        }

        boolean matches(String aPrimitive, String aScenario) {
            return (primitive == null || primitive.contains(aPrimitive))
                    && (scenario == null || scenario.contains(aScenario));
        }

        boolean matches(Rule aRule) {
            return rule == null || rule.contains(aRule.label());
        }

        Graded graded() {
            return new Graded(Named.parse(Grade.values(), grade).orElseThrow(), promise, source);
        }
    }
}
