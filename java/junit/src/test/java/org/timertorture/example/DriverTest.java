// SPDX-License-Identifier: Apache-2.0
package org.timertorture.example;

import static org.timertorture.assertj.TimertortureAssertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.timertorture.junit.PrimitiveSource;
import org.timertorture.junit.Target;
import org.timertorture.junit.TimerTorture;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.Rule;

/** Uses the extension as a project outside of this one does; java/README.md shows it. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TimerTorture(kernel = "6.1", cpus = 2)
class DriverTest {
    @Test
    void deletion_waits_for_the_handler(Target target) {
        RunResult result = target.plan("mine")
                .seconds(1)
                .cell("running", "timer_delete_sync", "timer_shutdown_sync")
                .handler("500ns")
                .run();
        assertThat(result)
                .hasNoForbiddenOutcomes()
                .cell("running/timer_shutdown_sync")
                .checked(Rule.NO_RUN_AFTER_SYNC)
                .deletion()
                .p99()
                .isBelow(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @PrimitiveSource
    void a_deletion_before_the_expiry_holds_its_promises(String primitive, Target target) {
        RunResult result =
                target.plan("pending").seconds(0.2).cell("pending", primitive).run();
        assertThat(result.cells().get(0)).hasNoViolations();
    }
}
