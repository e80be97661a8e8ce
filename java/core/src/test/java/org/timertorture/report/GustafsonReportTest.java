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
        assertTrue(
                text(lines).contains("running: loop/last_running grows with the slots (8 to 256), r\u00b2 1.0000: as"));
        assertTrue(
                text(lines).contains("running: hist_2_6_13, which timer_delete_sync still is, asks one CPU; its"),
                text(lines));
        assertTrue(
                flattened(lines).contains("medians lie within 6 % (8 to 256 slots): as promised (flat within 20 %)"));
        assertTrue(flattened(lines).contains("its 7 runs beside them lie within 1 %: so much is this machine's noise"));
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
