// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Explanations that race what they claim, and a shrink of what a real run found. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(900)
class ExplainVmTest {
    @BeforeAll
    static void nameCheckout() {
        RealKernel.nameCheckout();
    }

    private static String run(int exit, String... arguments) {
        Captured captured = new Captured();
        int status = captured.run(arguments);
        assertEquals(exit, status, () -> captured.out() + captured.err());
        return captured.out();
    }

    @Test
    @Tag("slow")
    void what_the_page_of_teardown_claims_is_measured() {
        String page = run(0, "explain", "teardown", "--run", "--seconds", "10");
        assertTrue(page.contains("timer_delete_sync in free-readd: freed broken"), page);
        assertTrue(page.contains("timer_shutdown_sync in free-readd: held in"), page);
        assertTrue(page.contains("timer_delete_sync in free-work: freed broken"), page);
        assertTrue(page.contains("timer_shutdown_sync in free-work: held in"), page);
        assertTrue(page.contains("broken_no_wait in running: no-run-after-sync broken"), page);
        assertTrue(page.contains("timer_delete_sync in free-after-sync: held in"), page);
    }

    @Test
    @Tag("slow")
    void a_planted_defect_is_shrunk_to_one_pair_that_shows_it_again(@TempDir Path folder) throws Exception {
        Path plan = folder.resolve("large.yaml");
        Path result = folder.resolve("large.json");
        Path smallest = folder.resolve("small.yaml");
        Files.writeString(plan, """
                name: large
                seconds: 1
                cpus: 4
                cells:
                  - {primitive: broken_no_wait, scenario: rearm, handler: 2us, pairs: 2}
                """);
        run(0, "run", plan.toString(), "--json", result.toString());
        String shrunk = run(0, "shrink", result.toString(), "--out", smallest.toString(), "--budget", "30");
        assertTrue(shrunk.contains("no-run-after-sync in rearm/broken_no_wait/chase/remote/2us"), shrunk);
        String yaml = Files.readString(smallest);
        assertTrue(yaml.contains("deleter: 1") && yaml.contains("cpus: 2"), yaml);
        run(0, "run", smallest.toString());
    }
}
