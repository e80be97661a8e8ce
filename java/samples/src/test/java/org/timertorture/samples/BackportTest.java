// SPDX-License-Identifier: Apache-2.0
package org.timertorture.samples;

import static org.timertorture.assertj.TimertortureAssertions.assertThat;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.timertorture.junit.KernelSource;
import org.timertorture.junit.Target;
import org.timertorture.result.RunResult;

/** For a backporter: does the second kernel keep every rule that the first one keeps? */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackportTest {
    private RunResult first;

    @ParameterizedTest
    @KernelSource({"bookworm", "bookworm-backports"})
    void the_second_kernel_keeps_what_the_first_one_keeps(Target target) {
        RunResult result = target.withSeed(7)
                .plan("backport")
                .seconds(1)
                .cell("running", "timer_delete_sync", "timer_shutdown_sync")
                .cell("rearm", "timer_delete_sync")
                .run();
        assertThat(result).hasNoForbiddenOutcomes();
        if (first == null) {
            first = result;
        }
        assertThat(result).breaksNoRuleThatHeldIn(first);
    }
}
