// SPDX-License-Identifier: Apache-2.0
package org.timertorture.samples;

import static org.timertorture.assertj.TimertortureSoftAssertions.assertSoftlyThat;

import org.junit.jupiter.api.Test;
import org.timertorture.junit.EachKernel;
import org.timertorture.junit.Target;
import org.timertorture.result.RunResult;

/** For a lab: one class on many kernels. Without names, it runs on every kernel of the store. */
@EachKernel({"bullseye", "bookworm", "bookworm-backports"})
class EveryKernelTest {
    @Test
    void no_cell_breaks_a_rule(Target target) {
        RunResult result = target.plan("every-kernel")
                .seconds(1)
                .cell("running", "timer_delete_sync")
                .cell("pending", "timer_delete", "timer_delete_sync")
                .run();
        assertSoftlyThat(softly -> result.cells()
                .forEach(cell -> softly.assertThat(cell).ranToItsEnd().hasNoViolations()));
    }
}
