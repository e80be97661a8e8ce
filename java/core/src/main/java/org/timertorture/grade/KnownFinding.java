// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Mechanism;
import org.timertorture.uapi.Rule;

/**
 * A forbidden outcome whose cause is known. A violation is explained by the mechanism that its own evidence shows, and
 * by nothing else.
 *
 * @param mechanism the mechanism, which is the finding's alone
 * @param rule the rule that it breaks
 * @param primitives the primitives that can show it; empty for all native ones
 * @param scenarios the scenarios that can show it
 * @param kernels the kernels on which it was seen
 * @param explanation the interleaving, explained with the kernel's source lines
 * @param replay the smallest plan that shows it
 */
public record KnownFinding(
        String id,
        Mechanism mechanism,
        Rule rule,
        List<String> primitives,
        List<String> scenarios,
        KernelCondition kernels,
        String explanation,
        Plan replay) {

    public KnownFinding {
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
    }

    /** Returns whether a primitive can show the finding in a scenario. */
    public boolean showsIn(Catalogue.Primitive primitive, String scenario) {
        return (primitives.isEmpty() ? primitive.kind() == Kind.NATIVE : primitives.contains(primitive.name()))
                && scenarios.contains(scenario);
    }
}
