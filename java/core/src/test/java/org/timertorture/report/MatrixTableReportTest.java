// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.matrix.MatrixGrid;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.matrix.MatrixStates;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixTableReportTest {
    private static final String OLD = "5.10.0-46-cloud-amd64";
    private static final String NEW = "6.12.95+deb12-cloud-amd64";

    private MatrixState state = MatrixStates.of(1, OLD, NEW);

    private static RunResult quick() {
        return RunResults.of(
                CellResults.good(),
                CellResults.good()
                        .id("running/timer_shutdown/chase/remote")
                        .primitive("timer_shutdown", Kind.NATIVE)
                        .status(CellStatus.SKIPPED, "timer_shutdown is not in this kernel"),
                CellResults.planted().id("running/broken_no_wait/chase/remote"),
                CellResults.good().id("pending/timer_delete/none/local").aim(Outcome.EARLY));
    }

    private static RunResult dead() {
        return RunResults.of(
                new EndingResult(EndingKind.NEVER_BOOTED, "no sign of life within 60 s", List.of()),
                CellResults.good().status(CellStatus.NOT_REACHED, "no sign of life within 60 s"));
    }

    private List<String> lines(boolean wide, RunResult... results) {
        MatrixGrid grid = new MatrixGrid(state.rows());
        for (int i = 0; i < results.length; i++) {
            MatrixRun run = state.runs().get(i);
            grid.add(MatrixStates.ended(run, results[i].exit()), Optional.of(results[i]));
        }
        return lines(wide, grid);
    }

    private List<String> lines(boolean wide, MatrixGrid grid) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MatrixTableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), wide, Emphasis.NONE)
                .write(state, grid, grid.exit(), 72.4);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String line(List<String> lines, String begin) {
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
    }

    @Test
    void the_first_line_has_the_verdict_the_count_the_worst_row_and_the_time() {
        assertEquals(
                "PASS   2 of 2 runs as expected   1 min 12 s",
                lines(false, quick(), quick()).get(0));
        assertEquals(
                List.of("CRASHED   1 of 2 runs as expected   1 min 12 s", "worst: " + NEW + " (CRASHED)"),
                lines(false, quick(), dead()).subList(0, 2));
        assertEquals(
                "PASS   1 of 2 runs as expected, 1 not run yet   1 min 12 s",
                lines(false, quick()).get(0));
    }

    @Test
    void times_of_emulated_CPUs_are_labelled() {
        List<String> lines = lines(false, quick(), quick());
        assertTrue(lines.get(1).contains("tcg (emulated"), lines.get(1));
        assertTrue(line(lines, "ns, emulated").contains("running chase"), lines.toString());
    }

    @Test
    void a_kernel_that_did_not_boot_is_a_row_that_says_so() {
        List<String> lines = lines(false, quick(), dead());
        assertTrue(line(lines, NEW).contains("0/1  CRASHED"), line(lines, NEW));
        assertTrue(lines.contains("  - never booted: no sign of life within 60 s"));
        assertTrue(lines.contains("    console: runs/x/console.log"), lines.toString());
    }

    @Test
    void a_kernel_that_could_not_be_run_is_a_row_that_says_so() {
        MatrixGrid grid = new MatrixGrid(state.rows());
        grid.add(MatrixStates.refused(state.runs().get(0), "the module does not load"), Optional.empty());
        List<String> lines = lines(false, grid);
        assertEquals(
                List.of(
                        "INCOMPLETE   0 of 2 runs as expected, 1 not run yet   1 min 12 s",
                        "worst: " + OLD + " (NOT RUN)"),
                lines.subList(0, 2));
        assertTrue(lines.contains("  - the module does not load"), lines.toString());
        assertTrue(line(lines, NEW).contains("0/0  -"), line(lines, NEW));
    }

    @Test
    void cells_stand_in_one_column_for_all_kernels() {
        List<String> lines = lines(false, quick(), quick());
        String head = lines.stream()
                .filter(line -> line.contains("timer_delete_sync"))
                .findFirst()
                .orElseThrow();
        int column = head.indexOf("timer_delete_sync");
        List<String> cells = lines.stream()
                .filter(line -> line.startsWith(OLD) || line.startsWith(NEW))
                .filter(line -> line.contains("80%"))
                .toList();
        assertEquals(2, cells.size());
        for (String cell : cells) {
            assertTrue(cell.substring(column).startsWith("ok       80%  210  900"), cell);
            assertTrue(cell.contains("n/a"), cell);
            assertTrue(cell.contains("caught"), cell);
        }
    }

    @Test
    void what_a_kernel_lacks_is_explained_below() {
        assertTrue(
                lines(false, quick(), RunResults.of(CellResults.good()))
                        .contains("n/a: timer_shutdown, running chase: timer_shutdown is not in this kernel (" + OLD
                                + ")"),
                lines(false, quick()).toString());
    }

    @Test
    void rows_of_several_shapes_say_theirs() {
        state = MatrixStates.withRows(1, List.of(MatrixRow.plain(OLD, 2, 1), MatrixRow.plain(OLD, 4, 1)));
        List<String> lines = lines(false, quick(), quick());
        assertTrue(line(lines, OLD + " x2").contains("PASS"));
        assertTrue(line(lines, OLD + " x4").contains("PASS"));
    }

    @Test
    void columns_of_one_primitive_and_scenario_say_what_sets_them_apart() {
        state = MatrixStates.of(1, OLD);
        List<String> table = lines(
                false,
                RunResults.of(
                        CellResults.good().variant("batch-16"),
                        CellResults.good().variant("batch-64")));
        assertTrue(table.stream().anyMatch(l -> l.matches(" +batch-16 +batch-64")), String.join("\n", table));
    }

    @Test
    void wide_shows_the_range_of_repeats() {
        state = MatrixStates.of(2, OLD);
        RunResult one = RunResults.of(CellResults.good().raced(1, 100, 1_000));
        RunResult other = RunResults.of(CellResults.good().raced(1, 300, 1_000));
        assertTrue(String.join("\n", lines(true, one, other)).contains("20% (10%-30%)"));
        assertFalse(String.join("\n", lines(false, one, other)).contains("10%-30%"));
        assertTrue(line(lines(false, one, other), "Repeats are merged").contains("median"));
    }

    @Test
    void no_line_is_longer_than_a_hundred_columns() {
        String word = "x".repeat(300);
        state = MatrixStates.of(1, OLD, NEW, "6.1.0-56-cloud-amd64");
        MatrixGrid grid = new MatrixGrid(state.rows());
        List<MatrixRun> runs = state.runs();
        grid.add(MatrixStates.ended(runs.get(0), 0), Optional.of(quick()));
        RunResult failed = RunResults.of(
                CellResults.good().id(word).primitive(word, Kind.NATIVE).violated(Rule.NO_OVERLAP),
                CellResults.planted());
        grid.add(MatrixStates.ended(runs.get(1), failed.exit()), Optional.of(failed));
        grid.add(MatrixStates.refused(runs.get(2), "a reason " + word), Optional.empty());
        for (String line : lines(false, grid)) {
            assertTrue(line.length() <= TableReport.WIDTH, line.length() + ": " + line);
        }
    }

    @Test
    void counts_take_four_characters_at_most() {
        assertEquals("0", Figures.brief(0));
        assertEquals("9999", Figures.brief(9_999));
        assertEquals("10k", Figures.brief(9_999.6));
        assertEquals("15k", Figures.brief(15_432));
        assertEquals("999k", Figures.brief(999_499));
        assertEquals("1.0M", Figures.brief(999_600));
        assertEquals("1.3M", Figures.brief(1_278_489));
        assertEquals("10M", Figures.brief(9_960_000));
        assertEquals("3.0G", Figures.brief(3e9));
    }
}
