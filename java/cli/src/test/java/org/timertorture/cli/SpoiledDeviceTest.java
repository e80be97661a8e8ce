// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Rule;

/**
 * The module does not wait for a handler that never ends. It leaks the memory, and the device refuses requests from
 * then on.
 */
@Tag("vm")
@Tag("slow")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(180)
class SpoiledDeviceTest {

    @Test
    void after_a_handler_that_does_not_end_no_cell_runs_and_the_run_ends_in_order(@TempDir Path folder)
            throws Exception {
        // The agent needs a free CPU. With only two, it may have been interrupted on the one that is stuck.
        CommandLineRun run = CommandLineRun.ofPlan(folder, 4, """
                name: spoiled
                seconds: 1
                cells:
                  - {primitive: timer_delete, scenario: pending}
                  - {primitive: timer_delete, scenario: running, align: chase, batch: 1, pairs: 1, inject: stuck}
                  - {primitive: timer_delete, scenario: pending}
                """);
        RunResult result = run.result().orElseThrow(() -> new AssertionError(run.said()));
        assertTrue(result.verdict() != Verdict.PASS, run.said());
        CellResult stuck = result.cells().get(1);
        assertEquals(CellStatus.RAN, stuck.status(), run.said());
        assertEquals(EndReason.HUNG.label(), stuck.health().end(), run.said());
        assertTrue(stuck.violations().stream().anyMatch(v -> v.rule() == Rule.HUNG), run.said());
        CellResult next = result.cells().get(2);
        assertEquals(CellStatus.NOT_REACHED, next.status(), run.said());
        // The module answers EIO.
        assertTrue(next.reason().contains("an earlier cell had to leave memory behind"), next.reason());
    }
}
