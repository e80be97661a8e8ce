// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.timertorture.grade.Grade;
import org.timertorture.uapi.Rule;

/**
 * A broken rule. Violations of one rule by different mechanisms are told apart.
 *
 * @param rule the rule
 * @param count how often it was broken
 * @param grade how grave that is
 * @param promise what the grade rests on: a sentence of the kernel's documentation, or {@code no promise}; null if it is not known
 * @param source where that sentence stands; null if it is not known
 * @param known the id of the known finding whose mechanism the violations show; null if none does
 * @param unseenOn the kernel's version, if that finding has not been seen on it before; else null
 * @param evidence the first sightings, at most 16
 * @param timeline what led to the violation; null unless it was the first of its cell
 */
public record Violation(
        Rule rule,
        long count,
        Grade grade,
        String promise,
        String source,
        String known,
        String unseenOn,
        List<Evidence> evidence,
        Timeline timeline) {

    public Violation {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    /** Returns whether a promise is broken and no known finding explains it. */
    @JsonIgnore
    public boolean counts() {
        return grade == Grade.FORBIDDEN && known == null;
    }
}
