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
import org.timertorture.result.Oracle;

/** Proves on a real kernel that the checks detect every planted defect. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class SelftestTest {

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void every_planted_defect_is_caught_and_no_native_call_is_accused() throws Exception {
        CommandLineRun run = CommandLineRun.of(folder, "selftest", "--seconds", "60");
        Oracle oracle = run.result().orElseThrow().oracle();
        assertTrue(oracle.planted() >= 12, run.said());
        assertEquals(oracle.planted(), oracle.seen(), run.said());
        assertEquals(0, run.exit(), run.said());
        assertTrue(
                run.out().lines().anyMatch(l -> l.startsWith("oracle: " + oracle.seen() + " of " + oracle.planted())),
                run.said());
    }

    @Test
    void a_plan_with_an_oracle_races_planted_defects_first_in_the_same_boot() throws Exception {
        CommandLineRun run = CommandLineRun.ofPlan(
                folder, 2, "oracle: true\nseconds: 2\ncells: [{primitive: timer_delete_sync, scenario: running}]\n");
        var cells = run.result().orElseThrow().cells();
        assertTrue(cells.get(0).oracle(), run.said());
        assertEquals(
                "running/timer_delete_sync/chase/remote",
                cells.get(cells.size() - 1).id());
        assertEquals(cells.size() - 1, run.result().orElseThrow().oracle().planted(), run.said());
    }
}
