// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixGridTest {
    private static final String ID = "running/timer_delete_sync/chase/remote";

    private final MatrixState state = MatrixStates.of(3, "A", "B");
    private final MatrixGrid grid = new MatrixGrid(state.rows());

    private void add(String kernel, int repeat, RunResult result) {
        grid.add(MatrixStates.ended(run(kernel, repeat), result.exit()), Optional.of(result));
    }

    private MatrixRun run(String kernel, int repeat) {
        return state.runs().stream()
                .filter(run -> run.row().kernel().equals(kernel) && run.repeat() == repeat)
                .findFirst()
                .orElseThrow();
    }

    private static RunResult ran(long encounters) {
        return RunResults.of(CellResults.good().raced(1, encounters, 1_000_000));
    }

    @Test
    void repeats_are_merged_to_the_median_with_its_range() {
        add("A", 1, ran(100_000));
        add("A", 2, ran(900_000));
        add("A", 3, ran(200_000));
        assertEquals(
                new Spread(0.1, 0.2, 0.9),
                grid.rows().get(0).cell(ID).orElseThrow().shareMet().orElseThrow());
        assertEquals(3, grid.rows().get(0).asExpected());
        assertEquals(ExitCode.OK, grid.exit());
        assertTrue(grid.worst().isEmpty());
    }

    @Test
    void the_worst_of_the_repeats_is_the_verdict() {
        add("A", 1, ran(100_000));
        add("A", 2, RunResults.of(CellResults.good().violated(Rule.NO_OVERLAP)));
        RowSummary row = grid.rows().get(0);
        assertEquals(CellOutcome.FAILED, row.cell(ID).orElseThrow().outcome());
        assertEquals(ExitCode.FAILED, row.worst());
        assertEquals(
                List.of(new RowSummary.Reason("no-overlap broken in " + ID, 1, "runs/x/console.log")), row.reasons());
    }

    @Test
    void exit_codes_have_the_order_of_one_run() {
        add("A", 1, RunResults.of(CellResults.good().violated(Rule.NO_OVERLAP)));
        add(
                "B",
                1,
                RunResults.of(
                        new EndingResult(EndingKind.PANIC, "Kernel panic", List.of()),
                        CellResults.good().status(CellStatus.CRASHED, "Kernel panic")));
        assertEquals(ExitCode.CRASHED, grid.exit());
        assertEquals("B", grid.worst().orElseThrow().row().kernel());
        grid.add(MatrixStates.refused(run("A", 2), "the module does not load"), Optional.empty());
        assertEquals(ExitCode.ENVIRONMENT, grid.exit());
        assertEquals("A", grid.worst().orElseThrow().row().kernel());
        assertTrue(grid.rows().get(0).reasons().stream()
                .anyMatch(reason -> reason.text().equals("the module does not load")));
    }

    @Test
    void a_primitive_that_a_kernel_calls_by_another_name_stands_in_the_same_column() {
        add("A", 1, ran(1_000));
        add("B", 1, ran(1_000));
        assertEquals(1, grid.columns().size());
        assertEquals("timer_delete_sync", grid.columns().get(0).primitive());
        assertEquals("running chase", grid.columns().get(0).setting());
    }

    @Test
    void what_a_kernel_lacks_is_listed_once_with_its_rows() {
        RunResult lacking = RunResults.of(
                CellResults.good().status(CellStatus.SKIPPED, "not in this kernel"),
                CellResults.good().id(ID).variant("repeat-2"));
        add("A", 1, lacking);
        add("A", 2, lacking);
        add("B", 1, lacking);
        assertEquals(1, grid.lacks().size());
        assertEquals(List.of("A/2x1", "B/2x1"), grid.lacks().values().iterator().next());
        assertEquals("running chase", grid.columns().get(1).setting());
        assertEquals("repeat-2", grid.columns().get(1).variant());
    }
}
