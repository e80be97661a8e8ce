// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.ResultSchema;
import org.timertorture.report.DeletionHistory;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.CostLine;
import org.timertorture.result.ModelCost;
import org.timertorture.result.ModelGrowth;
import org.timertorture.uapi.Cold;

/**
 * Measures the costs of historical deletions on a real kernel and checks the report. It asserts only orderings that
 * noise cannot reverse.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class GustafsonTest {

    @TempDir
    Path folder;

    @Test
    void the_query_loop_grows_with_the_slots_and_what_is_not_cold_or_not_measured_does_not_pass_for_it()
            throws Exception {
        CommandLineRun run = CommandLineRun.ofPlan(folder, 2, """
                seconds: 4
                cells:
                  - {primitive: [hist_2_6_query_loop, hist_last_running], scenario: pending, pairs: 1, slots: [8, 64, 256]}
                  - {primitive: timer_delete_sync, scenario: pending, pairs: 1, repeat: 3}
                  - {primitive: hist_2_6_query_loop, scenario: pending, pairs: 1, cold: flush, slots: [8, 256]}
                """);
        ModelGrowth growth = run.result().orElseThrow().growth();
        assertNotNull(growth, run.said());
        CostLine loop = line(growth, "hist_2_6_query_loop", Cold.NONE);
        CostLine last = line(growth, "hist_last_running", Cold.NONE);
        assertTrue(p50(loop, 2) > 2 * p50(loop, 0), run.said());
        assertTrue(p50(loop, 2) > 2 * p50(last, 2), run.said());
        assertTrue(loop.fit().perSlot() > last.fit().perSlot(), run.said());
        assertEquals(3, line(growth, "timer_delete_sync", Cold.NONE).costs().size(), run.said());
        CostLine cold = line(growth, "hist_2_6_query_loop", Cold.FLUSH);
        assertEquals(List.of(), cold.costs(), run.said());
        assertEquals("emulated", cold.lacking(), run.said());
        assertTrue(run.out().contains("n/a (emulated)"), run.said());
        assertEquals(0, run.exit(), run.said());
    }

    @Test
    void a_stated_distance_costs_what_was_stated_and_is_called_simulated() throws Exception {
        CommandLineRun run = CommandLineRun.of(
                folder,
                "run",
                plan(
                        "seconds: 1\ncells: [{primitive: hist_2_6_query_loop, scenario: pending, pairs: 1, slots: [8, 64]}]"),
                "--cpus",
                "2",
                "--nodes",
                "2",
                "--remote-ns",
                "1000");
        ModelGrowth growth = run.result().orElseThrow().growth();
        CostLine loop = growth.lines().get(0);
        assertEquals(1000, loop.remoteNs(), run.said());
        ModelCost most = loop.costs().get(1);
        assertEquals(32, most.remoteSlots(), run.said());
        assertTrue(most.p50Ns() >= 32 * 1000, run.said());
        assertTrue(run.out().contains("SIMULATED, 1000 ns"), run.said());
        assertTrue(!run.out().contains("measured:"), run.said());
    }

    @Test
    @Tag("slow")
    void a_published_table_is_predicted_before_it_is_measured_and_missing_cold_lines_are_reported() throws Exception {
        CommandLineRun run = CommandLineRun.of(folder, "predict", "--nodes", "2", "--seconds", "15");
        assertEquals(0, run.exit(), run.said());
        JsonNode whole =
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        ResultSchema.PREDICTION_RESULT.check(whole);
        JsonNode predictions = whole.get("predictions");
        String tried = whole.get("runs")
                .get("predict-32p-simulated")
                .get("environment")
                .get("started")
                .asText();
        Instant written = Instant.parse(predictions.get("written").asText());
        assertTrue(written.isBefore(Instant.parse(tried)), run.said());
        assertTrue(run.out().indexOf("PREDICTED") < run.out().indexOf("SIMULATED, "), run.said());
        JsonNode loop = whole.get("outcomes").get(0);
        JsonNode lines = loop.get("prediction").get("lines");
        assertEquals(16, lines.get("count").asInt(), "half of the slots are on the other node");
        double penalties =
                lines.get("weight").asDouble() * predictions.get("remoteCycles").asDouble();
        assertTrue(loop.get("simulatedCycles").asDouble() >= penalties, run.said());
        JsonNode cold = whole.get("outcomes").get(2);
        assertEquals("emulated", cold.get("coldLacking").asText(), run.said());
        assertTrue(cold.get("simulatedCycles").asDouble() >= penalties, run.said());
        assertTrue(cold.get("prediction").get("cycles").asDouble() > penalties, run.said());
    }

    @Test
    void the_history_states_each_deletions_cost_and_what_defeats_it() throws Exception {
        CommandLineRun run = CommandLineRun.of(folder, "history");
        assertEquals(0, run.exit(), run.said());
        List<String> scenarios = RealKernel.entry().manifest().catalogue().scenarios().stream()
                .map(s -> s.name())
                .toList();
        for (DeletionHistory.Idea entry : DeletionHistory.shipped().ideas()) {
            assertTrue(scenarios.containsAll(entry.defeats()), entry + " in " + scenarios);
            assertTrue(run.out().lines().anyMatch(l -> l.startsWith(entry.letter() + "  " + entry.era())), run.said());
        }
        for (CellResult cell : run.result().orElseThrow().cells()) {
            assertTrue(cell.status() != CellStatus.RAN || cell.aimed().count() > 0, run.said());
        }
    }

    private String plan(String yaml) throws Exception {
        return java.nio.file.Files.writeString(folder.resolve("plan.yaml"), yaml)
                .toString();
    }

    private static CostLine line(ModelGrowth growth, String primitive, Cold cold) {
        return growth.lines().stream()
                .filter(l -> l.primitive().equals(primitive) && l.cold() == cold)
                .findFirst()
                .orElseThrow();
    }

    private static long p50(CostLine line, int place) {
        return line.costs().get(place).p50Ns();
    }
}
