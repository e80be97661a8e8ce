// SPDX-License-Identifier: Apache-2.0
package org.timertorture.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.timertorture.grade.Resource;

/**
 * The file {@code explanations.yaml}.
 *
 * @param rules by label
 * @param scenarios by name
 * @param pages by name
 */
record Explanations(Map<String, OfRule> rules, Map<String, OfScenario> scenarios, Map<String, Page> pages) {
    private static final Explanations SHIPPED = Resource.read("/explanations.yaml", Explanations.class);

    static Explanations shipped() {
        return SHIPPED;
    }

    Optional<OfScenario> scenario(String name) {
        return Optional.ofNullable(scenarios.get(name));
    }

    /**
     * What is to say about a rule.
     *
     * @param statement the rule, as in kmod/CONTRACT.md
     * @param mechanism how it comes to be broken
     * @param safe who must do what so that it is not
     */
    record OfRule(String statement, String mechanism, String safe) {}

    /**
     * What is to say about a scenario beside its description.
     *
     * @param safe who must do what to be safe in it
     * @param primitive the call that shows it; null for the first one of the kernel that waits
     */
    record OfScenario(String safe, String primitive) {}

    /**
     * A page about a task of the caller's.
     *
     * @param text laid out in lines
     */
    record Page(String title, String text, List<PageClaim> claims) {}

    /**
     * A statement of a page.
     *
     * @param cell the entry of a plan that shows it, with one primitive
     */
    record PageClaim(String claim, JsonNode cell) {}
}
