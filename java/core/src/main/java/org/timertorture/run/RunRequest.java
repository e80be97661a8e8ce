// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.Optional;
import org.timertorture.grade.KnownFindings;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;

/**
 * What to run.
 *
 * @param seconds of racing, all cells together
 * @param seed that all others derive from; 0 to 2^53 - 1
 * @param catalogue that the kernel is held to; absent: its own is taken
 * @param known findings that explain what is forbidden
 * @param leaveCpuFree keep one CPU out of it, since the machine is in use
 * @param strict whether a degraded verdict is not good enough
 * @param strictTiming whether degraded times are not good enough
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
