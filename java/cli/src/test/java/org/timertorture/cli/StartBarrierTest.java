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
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.TrustLevel;

/** The start barrier of the workers is itself tested in every cell. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class StartBarrierTest {

    @Test
    void a_worker_that_does_not_wait_lowers_the_trust_in_the_verdict(@TempDir Path folder) throws Exception {
        CommandLineRun run = CommandLineRun.ofPlan(folder, 2, """
                name: barrier
                seconds: 0.6
                cells:
                  - {primitive: timer_delete, scenario: pending, placement: remote}
                  - {primitive: timer_delete, scenario: pending, placement: remote, inject: early-start}
                """);
        RunResult result = run.result().orElseThrow(() -> new AssertionError(run.said()));
        assertEquals(CellStatus.RAN, result.cells().get(0).status(), run.said());
        assertEquals(0, result.cells().get(0).health().earlyStarts());
        assertTrue(result.cells().get(1).health().earlyStarts() > 0, run.said());
        assertTrue(result.trust().verdict().level() != TrustLevel.OK, run.said());
        assertTrue(
                result.trust().verdict().reasons().stream().anyMatch(reason -> reason.contains("start barrier")),
                run.said());
    }
}
