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
    void howOftenTheChaseFoundItIsByTheRuleOrElseByTheStamps() {
        List<String> rows = rows(
                cell("defeat-a-use-after-free", "timer_delete").forced().make(),
                cell("defeat-h-lwn", "broken_lwn_shortcut").forced().make(),
                cell("defeat-f1", "hist_2_6_13").forced().make(),
                cell("running", "timer_delete").outlived(12_345).make(),
                cell("rearm", "broken_lwn_shortcut")
                        .rulesChecked(Map.of(Rule.NO_RUN_AFTER_SYNC, 200_000L))
                        .violated(Rule.NO_RUN_AFTER_SYNC)
                        .outlived(7)
                        .make());
        assertTrue(rows.get(1).endsWith("12k in 200k"), rows.get(1));
        assertTrue(rows.get(2).endsWith("3 in 200k"), rows.get(2));
        assertFalse(rows.get(3).contains(" in "), "nothing chased it: " + rows.get(3));
    }

    @Test
    void aRaceThatIsAScenarioTooIsLookedForThere() {
        List<String> rows = rows(
                cell("defeat-rearm-on", "timer_delete_sync").forced().make(),
                cell("defeat-h-lwn", "timer_delete_sync").forced().make(),
                cell("rearm", "timer_delete_sync")
                        .rulesChecked(Map.of(Rule.NO_RUN_AFTER_SYNC, 200_000L))
                        .make(),
                cell("rearm-on", "timer_delete_sync")
                        .rulesChecked(Map.of(Rule.NO_RUN_AFTER_SYNC, 200_000L))
                        .violated(Rule.NO_RUN_AFTER_SYNC)
                        .make());
        assertTrue(rows.get(1).endsWith("3 in 200k"), rows.get(1));
        assertTrue(rows.get(2).endsWith("0 in 200k"), rows.get(2));
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
