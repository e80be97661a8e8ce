// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.result.CellResult;
import org.timertorture.result.PairResult;
import org.timertorture.result.RunResult;
import org.timertorture.uapi.PairSpan;

/** Placements by the distance of the nodes, in a real VM that has two. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class NumaTest {

    @Test
    void pairs_are_placed_by_the_distances_that_the_kernel_reports(@TempDir Path folder) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                seconds: 2
                cpus: 4
                nodes: 2
                cells:
                  - {scenario: pending, placement: same-node, pairs: 1, primitive: timer_delete_sync}
                  - {scenario: pending, placement: farthest-node, pairs: 1, primitive: timer_delete_sync}
                  - {scenario: pending, placement: all-pairs, primitive: timer_delete_sync}
                """);
        CommandLineRun run = CommandLineRun.of(folder, "run", plan.toString(), "--numa-distance", "0,1=33", "--wide");
        RunResult result = run.result().orElseThrow(() -> new AssertionError(run.said()));
        List<CellResult> cells = result.cells();
        assertEquals(List.of(10, 33), result.environment().distances().get(0));
        assertEquals(new PairSpan(0, 0, 10), cells.get(0).pairs().get(0).span());
        assertEquals(new PairSpan(1, 0, 33), cells.get(1).pairs().get(0).span());
        Set<Set<Integer>> met = new HashSet<>();
        for (CellResult round : cells.subList(2, cells.size())) {
            assertTrue(round.violations().isEmpty(), run.said());
            for (PairResult pair : round.pairs()) {
                met.add(Set.of(pair.base(), pair.deleter()));
                assertTrue(pair.times().count() > 0, run.said());
            }
        }
        assertEquals(6, met.size());
        assertTrue(run.out().contains("0→2, distance 33"), run.said());
        assertTrue(run.out().contains("every two CPUs once, medians by distance:"), run.said());
    }
}
