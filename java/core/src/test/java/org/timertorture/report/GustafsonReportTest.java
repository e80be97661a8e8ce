// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.timertorture.json.Json;
import org.timertorture.result.ModelRuns;
import org.timertorture.result.RunResult;

class GustafsonReportTest {

    @Test
    void thePublishedTableHasItsSourceAndItsRatio() {
        List<String> lines = lines(ModelRuns.run(3, 90, 0));
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("published: ") && l.contains("cycles")));
        assertEquals(
                List.of("hist_2_6_query_loop", "29,000", "505", "37,800", "1,220"),
                words(lines.get(at(lines, "published: ") + 3)));
        assertTrue(lines.contains("loop / last_running       305.3       5.7      21.0       8.7"), text(lines));
    }

    @Test
    void rowsAndColumnsAreExplainedAboveTheTables() {
        List<String> lines = lines(ModelRuns.run(3, 90, 500));
        int measured = at(lines, "measured: ");
        for (String beginning :
                List.of("rows: hist_... is a model", "columns: the number is", "cold: a flushed line")) {
            assertTrue(at(lines, beginning) < measured, text(lines));
            assertEquals(1, lines.stream().filter(l -> l.startsWith(beginning)).count());
        }
    }

    @Test
    void theSameLayoutHasOurCyclesMeansAndPercentiles() {
        List<String> lines = lines(ModelRuns.run(3, 90, 0));
        int table = at(lines, "measured: running");
        int titles = at(lines.subList(table, lines.size()), " ".repeat(20)) + table;
        assertEquals(
                List.of("warm", "256", "warm", "4", "flushed", "256", "flushed", "4", "dirtied", "256", "dirtied", "4"),
                words(lines.get(titles)));
        assertEquals(
                List.of("hist_2_6_query_loop", "2,918", "301", "2,017,176", "2,017,174", "2,017,176", "2,017,174"),
                words(lines.get(titles + 1)));
        assertEquals(
                List.of("mean", "ns", "1,124", "116"),
                words(lines.get(titles + 2)).subList(0, 4));
        assertTrue(lines.stream().anyMatch(l -> words(l).equals(List.of("lines", "dirtied", "90%", "90%"))));
        assertTrue(lines.stream().anyMatch(l -> l.matches("loop / last_running +7\\.5 +0\\.8 .*")), text(lines));
    }

    @Test
    void aLineThatIsNotColdHasNoNumberAnywhere() throws IOException {
        RunResult run = ModelRuns.run(1.3, 90, 0);
        List<String> lines = lines(run);
        assertTrue(lines.stream().anyMatch(l -> l.endsWith("n/a (emulated) n/a (emulated)")), text(lines));
        assertFalse(text(lines).contains("777"), text(lines));
        assertFalse(Json.MAPPER.writeValueAsString(run.growth()).contains("777"));
    }

    @Test
    void theGrowthIsFittedPlottedAndHeldToThePromise() {
        List<String> lines = lines(ModelRuns.run(3, 90, 0));
        assertTrue(lines.contains("A hist_2_6_query_loop       100.0 + 4.00 * N   r\u00b2 1.0000"), text(lines));
        assertTrue(flattened(lines)
                .contains("as promised, running: the cost of hist_2_6_query_loop over that of hist_last_running grows"
                        + " linearly from 8 to 256 slots. r\u00b2 is 1.0000 and must be at least 0.98."));
        assertTrue(
                flattened(lines)
                        .contains(
                                "as promised, running: timer_delete_sync has no slot count, so its model hist_2_6_13 is"
                                        + " tested instead. Its cost varies by 6 % from 8 to 256 slots and may vary by at most 20 %."),
                text(lines));
        assertTrue(flattened(lines).contains("the medians of 7 runs of timer_delete_sync itself vary by 1 %."));
        int axis = lines.indexOf(
                lines.stream().filter(l -> l.contains("+---")).findFirst().orElseThrow());
        assertTrue(lines.subList(axis - 12, axis).stream().anyMatch(l -> l.contains("|") && l.endsWith("A")));
    }

    @Test
    void whatIsSimulatedHasATableOfItsOwnThatSaysSo() {
        List<String> lines = lines(ModelRuns.run(3, 90, 500));
        int simulated = at(lines, "SIMULATED, 500 ns");
        assertTrue(simulated > at(lines, "measured: "));
        for (int i = 0; i < lines.size(); i++) {
            assertFalse(i < simulated && lines.get(i).contains("888"), lines.get(i));
        }
        assertTrue(text(lines.subList(simulated, lines.size())).contains("888,002"));
    }

    @Test
    void noLineIsLongerThanATerminal() {
        lines(ModelRuns.run(3, 90, 500)).forEach(l -> assertTrue(l.length() <= TableReport.WIDTH, l));
        lines(ModelRuns.run(1, 1, 500)).forEach(l -> assertTrue(l.length() <= TableReport.WIDTH, l));
    }

    private static List<String> lines(RunResult run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new GustafsonReport(out).write(run.growth(), true);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static int at(List<String> lines, String beginning) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(beginning)) {
                return i;
            }
        }
        throw new AssertionError("no line begins with \"" + beginning + "\":\n" + text(lines));
    }

    private static List<String> words(String line) {
        return List.of(line.trim().split(" +"));
    }

    /** Joins all lines into one. */
    private static String flattened(List<String> lines) {
        return String.join(" ", lines).replaceAll(" +", " ");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }
}
