// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.StepTaken;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

class DefeatsReportTest {

    @Test
    void eachCpuHasAColumnAndLongSentencesGoOnInIt() {
        List<String> lines = new StepsTable(
                        List.of(
                                new StepTaken(0, 0, 1, "hist_2_4_global", "runner", "run_lock", "takes the lock"),
                                new StepTaken(
                                        1_234,
                                        2,
                                        1,
                                        "hist_2_4_global",
                                        "deleter",
                                        "del_wait",
                                        "has seen that the handler no longer runs")),
                        60)
                .lines();

        assertTrue(lines.get(0).matches(" +ns gen CPU 0 +CPU 2"), lines.get(0));
        assertTrue(lines.get(1).startsWith("         +0   1 run_lock: takes"), lines.get(1));
        int second = lines.get(0).indexOf("CPU 2");
        String waits =
                lines.stream().filter(l -> l.contains("del_wait")).findFirst().orElseThrow();
        assertEquals(second, waits.indexOf("del_wait"));
        assertTrue(waits.startsWith("     +1,234   1"), waits);
        String rest = lines.get(lines.size() - 1);
        assertTrue(rest.isBlank() || rest.indexOf(rest.strip()) == second + 2, rest);
        assertTrue(lines.stream().allMatch(l -> l.length() <= 60));
    }

    @Test
    void onlyARaceThatIsAScenarioTooHasAFigureOfTheChase() {
        List<String> rows = rows(
                cell("defeat-a-use-after-free", "timer_delete").forced().make(),
                cell("defeat-h-morton", "timer_delete").forced().make(),
                cell("defeat-rearm-on", "timer_delete_sync")
                        .forcedOf("rearm-on")
                        .make(),
                cell("running", "timer_delete").count(Counter.OUTLIVED, 12_345).make(),
                cell("rearm", "timer_delete_sync").count(Counter.OUTLIVED, 7).make(),
                cell("rearm-on", "timer_delete_sync")
                        .count(Counter.OUTLIVED, 12_345)
                        .make());
        assertFalse(rows.get(1).contains(" in "), "running may have been won by another race: " + rows.get(1));
        assertFalse(rows.get(2).contains(" in "), "one figure stands for one race: " + rows.get(2));
        assertTrue(rows.get(3).endsWith("12k in 200k"), rows.get(3));
    }

    @Test
    void aDeletionThatSeveralChecksFoundIsCountedOnce() {
        List<String> rows = rows(
                cell("defeat-rearm-on", "timer_delete_sync")
                        .forcedOf("rearm-on")
                        .make(),
                cell("rearm-on", "timer_delete_sync")
                        .rulesChecked(Map.of(Rule.NO_RUN_AFTER_SYNC, 1L))
                        .violated(Rule.NO_RUN_AFTER_SYNC)
                        .count(Counter.OUTLIVED, 2)
                        .make());
        assertTrue(rows.get(1).endsWith("2 in 200k"), rows.get(1));
    }

    private static CellResults cell(String scenario, String primitive) {
        return CellResults.good()
                .primitive(primitive, Kind.NATIVE)
                .scenario(scenario)
                .align(Align.CHASE);
    }

    /** Returns the lines of the table, starting with its headings. */
    private static List<String> rows(CellResult... cells) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DefeatsReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), false).write(List.of(cells));
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .dropWhile(l -> !l.startsWith("race"))
                .toList();
    }

    @Test
    void withoutStepsThereIsNoTable() {
        assertEquals(List.of(), new StepsTable(List.of(), 100).lines());
    }
}
