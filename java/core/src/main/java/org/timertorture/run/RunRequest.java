// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.ExpandedPlan;

/**
 * What to run.
 *
 * @param expanded the plan's cells; the kernel must match the catalogue that they were made for
 * @param seconds racing time of all cells together
 * @param known findings that explain forbidden outcomes
 * @param cpus which CPUs of the machine may be used
 * @param strict whether a degraded verdict changes the exit code
 * @param strictTiming whether degraded times change the exit code
 */
public record RunRequest(
        ExpandedPlan expanded,
        double seconds,
        KnownFindings known,
        CpuChoice cpus,
        boolean strict,
        boolean strictTiming,
        RunFacts facts) {}
