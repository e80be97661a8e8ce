// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Rule;

class SelftestReportTest {

    @Test
    void aDefectHasARowWithTheRuleThatCaughtItAndHowSoon() {
        List<String> lines = lines(RunResults.of(CellResults.planted(), CellResults.good()));
        assertEquals(
                "broken_no_wait             running          no-run-after-sync      0.0 ms caught",
                line(lines, "broken_no_wait"));
        assertEquals("native calls: 1 of 1 cells clean", line(lines, "native calls: "));
        assertEquals("oracle: 1 of 1 planted defect caught within less than 0.1 ms", lines.get(lines.size() - 1));
    }

    @Test
    void whatWasNotSeenAndWhoIsAccusedStandsOut() {
        List<String> lines = lines(
                RunResults.of(CellResults.planted().sound(), CellResults.good().violated(Rule.NO_OVERLAP)));
        assertTrue(line(lines, "broken_no_wait").endsWith("- NOT SEEN"));
        assertEquals("native calls: 0 of 1 cells clean", line(lines, "native calls: "));
        assertTrue(line(lines, "timer_delete_sync ").endsWith("FAIL"));
        assertTrue(line(lines, "FORBIDDEN: no-overlap").contains("3 times"));
    }

    private static List<String> lines(RunResult result) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SelftestReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, Emphasis.NONE).write(result);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream().filter(l -> l.startsWith(begin)).findFirst().orElseThrow();
    }
}
