// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.timertorture.app.ResultSource;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Plans;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every command that runs a plan. */
final class RaceOptions extends RacingOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            description = "The name of a plan (see 'list plans') or a YAML file. Default: ${DEFAULT-VALUE}.",
            defaultValue = Plans.DEFAULT)
    private String plan;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = {
                "Compare the times with those of an earlier result, as 'compare FILE RESULT' does.",
                "A single run is too little to decide anything, so it then exits with 5 or worse."
            })
    private String baseline;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the result as an HTML page.")
    private Path html;

    @Override
    Optional<Path> html() {
        return Optional.ofNullable(html);
    }

    @Override
    Optional<ResultSource> baseline() throws PlanException {
        return baseline == null ? Optional.empty() : Optional.of(ResultSource.parse(baseline));
    }

    boolean hasBaseline() {
        return baseline != null;
    }

    String plan() {
        return plan;
    }
}
