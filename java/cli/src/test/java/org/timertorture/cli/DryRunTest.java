// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timertorture.app.RunSchedule;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.Plan;
import org.timertorture.plan.Plans;
import org.timertorture.plan.Topology;

class DryRunTest {
    private static final Map<String, List<String>> STRINGS = Map.of(
            "tt_primitive",
            List.of("name=null|kind=NULL|kernel_name=(nothing)|description=Calls nothing."),
            "tt_scenario",
            List.of(
                    "name=pending|aim=EARLY|aligns=NONE|flags=LOCAL, REMOTE|rules=CONSERVATION, NOT_EARLY, HUNG"
                            + "|description=Armed far ahead.",
                    "name=readd|aim=ENCOUNTER|aligns=CHASE|flags=REMOTE, THIRD|rules=CONSERVATION, NOT_EARLY, HUNG"
                            + "|description=Armed again."));
    private static final Catalogue CATALOGUE = Catalogue.parse(tag -> STRINGS.getOrDefault(tag, List.of()));

    @Test
    void itPrintsTheCellsAndTheCommandAsAShellTakesIt() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Plan plan = Plans.load("floor");
        List<Cell> cells = CellExpander.expand(plan, CATALOGUE, 16).bind(Topology.even(2, 1));
        RunSchedule schedule = new RunSchedule(
                plan.name(),
                "a kernel",
                16,
                2,
                cells.stream()
                        .map(cell -> new RunSchedule.Entry(cell, Duration.ofSeconds(2)))
                        .toList(),
                List.of("qemu", "-append", "console=ttyS0 it's quiet"));

        new DryRun(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(schedule);

        assertEquals(
                List.of(
                        "plan floor on a kernel, seed 16, 2.0 s of racing",
                        "",
                        "  pending/null/none/local: 2.00 s, expect pass, cpu 1 deletes from cpu 1 (node 0)",
                        "",
                        "qemu -append 'console=ttyS0 it'\\''s quiet'"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }
}
