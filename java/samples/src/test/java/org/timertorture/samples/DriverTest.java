// SPDX-License-Identifier: Apache-2.0
package org.timertorture.samples;

import static org.timertorture.assertj.TimertortureAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.timertorture.junit.PrimitiveSource;
import org.timertorture.junit.Target;
import org.timertorture.junit.TimerTorture;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Rule;

/** For the author of a driver: does the protocol of its remove() survive every deletion? */
@TimerTorture
class DriverTest {
    @ParameterizedTest
    @PrimitiveSource
    void every_deletion_keeps_its_promises(String deletion, Target target) {
        RunResult result = target.plan("deletions")
                .seconds(0.3)
                .cell("running", deletion)
                .handler("500ns")
                .run();
        assertThat(result).hasNoForbiddenOutcomes().cell("running/" + deletion).ranToItsEnd();
    }

    @Test
    void the_handler_never_runs_after_remove(Target target) {
        RunResult result = target.plan("remove")
                .seconds(1)
                .cell("rearm", "timer_shutdown_sync")
                .run();
        assertThat(result)
                .cell("rearm/timer_shutdown_sync")
                .checked(Rule.NO_RUN_AFTER_SYNC)
                .hasNoViolations();
    }
}
