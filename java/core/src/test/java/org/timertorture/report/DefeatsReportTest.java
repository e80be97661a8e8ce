// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.StepTaken;

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
    void withoutStepsThereIsNoTable() {
        assertEquals(List.of(), new StepsTable(List.of(), 100).lines());
    }
}
