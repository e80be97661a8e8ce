// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Map;
import org.timertorture.uapi.Rule;

/**
 * What was checked in a cell and what was found.
 *
 * @param performed how often each rule was checked; rules that were never checked are absent
 * @param unchecked the rules that the cell claims to check and never did
 * @param violations the rules that were broken
 * @param kernelReports what the kernel reported by itself meanwhile: warnings, errors, findings of its sanitizers
 * @param warnings sentences for callers about what the kernel rightly does
 */
public record Checks(
        Map<Rule, Long> performed,
        List<Rule> unchecked,
        List<Violation> violations,
        List<KernelReport> kernelReports,
        List<String> warnings) {
    /** The checks of a cell that did not race. */
    public static final Checks NONE = new Checks(null, null, null, null, null);

    public Checks {
        performed = Counts.copyOf(Rule.class, performed);
        unchecked = unchecked == null ? List.of() : List.copyOf(unchecked);
        violations = violations == null ? List.of() : List.copyOf(violations);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        kernelReports = kernelReports == null ? List.of() : List.copyOf(kernelReports);
    }

    /** Returns the same checks with what the kernel reported. */
    public Checks withKernelReports(List<KernelReport> reports) {
        return new Checks(performed, unchecked, violations, reports, warnings);
    }
}
