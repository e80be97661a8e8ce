// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

/**
 * A forbidden outcome whose cause is known.
 *
 * @param primitives the primitives that show it; empty for all native ones
 * @param scenarios the scenarios that show it
 * @param rules the rules that it breaks
 * @param kernels the kernels that have it
 * @param explanation the interleaving, explained with the kernel's source lines
 * @param replay the smallest plan that shows it
 */
public record KnownFinding(
        String id,
        List<String> primitives,
        List<String> scenarios,
        List<Rule> rules,
        KernelCondition kernels,
        String explanation,
        Plan replay) {

    public KnownFinding {
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
        rules = List.copyOf(rules);
    }

    /** Returns whether the finding explains a broken rule. The kernel is not checked. */
    public boolean explains(Catalogue.Primitive primitive, String scenario, Rule rule) {
        return (primitives.isEmpty() ? primitive.kind() == Kind.NATIVE : primitives.contains(primitive.name()))
                && scenarios.contains(scenario)
                && rules.contains(rule);
    }
}
