// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.timertorture.grade.Grade;

/**
 * A broken rule.
 *
 * @param rule its name
 * @param count how often
 * @param promise what the grade rests on: a sentence of the kernel's documentation, or {@code no promise}
 * @param source where that sentence stands
 * @param known the id of the known finding that explains it; null if none does
 * @param evidence of the first ones, at most 16
 * @param timeline what led to it; null unless it was its cell's first
 */
public record Violation(
        String rule,
        long count,
        Grade grade,
        String promise,
        String source,
        String known,
        List<Evidence> evidence,
        Timeline timeline) {

    public Violation {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    /** Whether a promise is broken and nothing explains it. */
    @JsonIgnore
    public boolean counts() {
        return grade == Grade.FORBIDDEN && known == null;
    }
}
