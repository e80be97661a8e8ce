// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.PlanException;

/** Checks that the values of options are in range. */
final class Ranges {
    private Ranges() {}

    static void oneOf(String option, List<String> valid, String given) throws PlanException {
        if (!valid.contains(given)) {
            throw new PlanException(option + " " + given + ": expected " + String.join(" or ", valid)
                    + NearestNames.among(valid, given));
        }
    }

    /** Refuses a value that is not in 1 to {@code most}. An option that was not given is in range. */
    static void upTo(String option, Integer given, int most) throws PlanException {
        if (given != null && (given < 1 || given > most)) {
            throw new PlanException(option + " " + given + ": expected 1 to " + most);
        }
    }

    /** Refuses a machine with more nodes than CPUs. */
    static void shape(int cpus, int nodes) throws PlanException {
        if (nodes > cpus) {
            throw new PlanException("--nodes " + nodes + ": expected 1 to " + cpus + ", one node a CPU at most");
        }
    }
}
