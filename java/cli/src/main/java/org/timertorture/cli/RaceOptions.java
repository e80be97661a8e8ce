// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import org.timertorture.plan.Plans;
import picocli.CommandLine.Parameters;

/** The options of every command that runs a plan. */
final class RaceOptions extends RacingOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The name of a plan (see 'list plans') or a YAML file. Default: ${DEFAULT-VALUE}.",
            defaultValue = Plans.DEFAULT)
    private String plan;

    String plan() {
        return plan;
    }
}
