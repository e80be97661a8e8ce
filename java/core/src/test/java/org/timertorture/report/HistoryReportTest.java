// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Plans;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Kind;

class HistoryReportTest {

    @Test
    void theStoryIsToldInOrder() {
        List<String> letters = DeletionHistory.shipped().ideas().stream()
                .map(DeletionHistory.Idea::letter)
                .toList();
        assertEquals(letters.stream().sorted().toList(), letters);
        assertEquals(
                "ABCDEFGHIJKLMN", String.join("", letters.stream().distinct().toList()));
    }

    @Test
    void whatIsToldOfIsRacedByThePlan() throws Exception {
        List<String> raced = Plans.load("history").cells().stream()
                .flatMap(c -> c.primitives().stream())
                .toList();
        for (DeletionHistory.Idea entry : DeletionHistory.shipped().ideas()) {
            assertTrue(entry.primitive() == null || raced.contains(entry.primitive()), entry.toString());
        }
    }

    @Test
    void anEntryHasTheCostJustMeasuredAndWhatEndedIt() {
        List<String> lines = page();
        assertTrue(
                lines.contains("F  2.6.0 (2003)   hist_2_6_query_loop              180     1,100       467     2,856"),
                all(lines));
        assertTrue(all(lines).replaceAll("\\s+", " ").contains("(defeat-f1, defeat-f2)"), all(lines));
    }

    @Test
    void costsStandAtFewSlotsAndAtMany() {
        List<String> lines = page();
        assertTrue(
                lines.contains("   since          algorithm                    8 slots 256 slots   8 slots 256 slots"),
                all(lines));
    }

    @Test
    void aKernelsCallIsToldOfWhereItIsThatKernels() {
        List<String> lines = page();
        assertTrue(
                lines.contains("K  4.2 (2015)     timer_delete_sync                160         -       415         -"),
                all(lines));
        assertTrue(
                lines.contains("N  6.9 (2024)     timer_delete_sync                  -         -         -         -"),
                all(lines));
        DeletionHistory.Idea pull = DeletionHistory.shipped().ideas().stream()
                .filter(e -> e.letter().equals("N"))
                .findFirst()
                .orElseThrow();
        assertTrue(pull.isOf("6.12.118+deb13-cloud-amd64") && pull.isOf("7.3.4") && pull.isOf("6.9"));
        assertFalse(pull.isOf("6.1.0-56-cloud-amd64") || pull.isOf("5.10.0"));
    }

    @Test
    void noLineIsLongerThanATerminal() {
        page().forEach(l -> assertTrue(l.length() <= TableReport.WIDTH, l));
    }

    private static List<String> page() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new HistoryReport(out, false, Emphasis.NONE)
                .write(RunResults.of(
                        CellResults.good()
                                .primitive("hist_2_6_query_loop", Kind.HISTORICAL)
                                .settings(s -> s.withModel(s.model().withSlots(8)))
                                .costs(180),
                        CellResults.good()
                                .primitive("hist_2_6_query_loop", Kind.HISTORICAL)
                                .settings(s -> s.withModel(s.model().withSlots(256)))
                                .costs(1_100),
                        CellResults.good()
                                .primitive("timer_delete_sync", Kind.NATIVE)
                                .costs(160)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String all(List<String> lines) {
        return String.join("\n", lines);
    }
}
