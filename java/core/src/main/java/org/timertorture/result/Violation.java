// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * A broken rule.
 *
 * @param rule its name
 * @param count how often
 * @param evidence of the first ones, at most 16
 */
public record Violation(String rule, long count, Grade grade, List<Evidence> evidence) {

    public Violation {
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
}
