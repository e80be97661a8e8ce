// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Optional;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;

/**
 * What to run.
 *
 * @param seconds racing time of all cells together
 * @param seed the seed that all others derive from, from 0 to 2^53 - 1
 * @param catalogue the catalogue that the kernel must match; if empty, the kernel's own is used
 * @param known findings that explain forbidden outcomes
 * @param leaveCpuFree whether to leave one CPU unused, because the machine is in use
 * @param strict whether a degraded verdict changes the exit code
 * @param strictTiming whether degraded times change the exit code
 */
public record RunRequest(
        Plan plan,
        double seconds,
        long seed,
        Optional<Catalogue> catalogue,
        KnownFindings known,
        boolean leaveCpuFree,
        boolean strict,
        boolean strictTiming,
        RunFacts facts) {}
