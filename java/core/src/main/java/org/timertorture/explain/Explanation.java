// SPDX-License-Identifier: Apache-2.0
package org.timertorture.explain;

import java.util.List;
import java.util.Optional;
import org.timertorture.plan.Plan;

/**
 * An explanation for a person.
 *
 * @param name what is explained
 * @param title what it is, in one line
 * @param paragraphs the text
 * @param claims what the cells of the plan show, in the order of the cells; empty if the plan makes no separate claims
 * @param plan the plan whose cells show it; empty if no cell does
 * @param command the command that shows it without this plan; empty if there is none
 */
public record Explanation(
        String name,
        String title,
        List<Paragraph> paragraphs,
        List<Claim> claims,
        Optional<Plan> plan,
        Optional<String> command) {

    public Explanation {
        paragraphs = List.copyOf(paragraphs);
        claims = List.copyOf(claims);
    }

    /**
     * A part of the text.
     *
     * @param heading one or two words; empty if there is none
     * @param text the text
     * @param laidOut whether the text has lines of its own, which must not be broken in another way
     */
    public record Paragraph(String heading, String text, boolean laidOut) {
        static Paragraph of(String heading, String text) {
            return new Paragraph(heading, text.strip(), false);
        }
    }
}
