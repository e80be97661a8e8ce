// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.uapi.Rule;

/**
 * A forbidden outcome that is explained.
 *
 * @param primitives by which it shows; none for all native ones
 * @param scenarios in which it shows
 * @param rules that it breaks
 * @param kernels that have it
 * @param explanation the interleaving, told against the kernel's lines
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

    /** Whether it explains a broken rule, on the kernels that have it. */
    public boolean explains(Catalogue.Primitive primitive, String scenario, Rule rule) {
        return (primitives.isEmpty() ? primitive.kind().equals("native") : primitives.contains(primitive.name()))
                && scenarios.contains(scenario)
                && rules.contains(rule);
    }
}
