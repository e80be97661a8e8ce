// SPDX-License-Identifier: Apache-2.0
package org.timertorture.format;

import java.util.List;
import java.util.Optional;
import org.timertorture.result.RunResult;

/**
 * A run under the title that its readers see.
 *
 * @param title unique among the runs that are written together
 * @param plan the name of the plan
 * @param result the result; empty if the run ended before it had one
 * @param reason why there is no result; empty if there is one
 */
public record Suite(String title, String plan, Optional<RunResult> result, String reason) {

    /** Returns a run under a title that names its plan, its kernel, and the shape of its machine. */
    public static Suite of(RunResult run) {
        String title = run.plan().name() + " on " + run.environment().kernelRelease() + ", "
                + run.environment().machine().cpus() + " CPUs, "
                + run.environment().nodes() + " nodes";
        return of(title, run);
    }

    /** Returns a run under another title. */
    public static Suite of(String title, RunResult run) {
        return new Suite(title, run.plan().name(), Optional.of(run), "");
    }

    /** Returns the results of those runs that have one. */
    static List<RunResult> results(List<Suite> suites) {
        return suites.stream().flatMap(suite -> suite.result().stream()).toList();
    }

    /** Returns a run that ended before it had a result. */
    public static Suite without(String title, String plan, String reason) {
        return new Suite(title, plan, Optional.empty(), reason);
    }
}
