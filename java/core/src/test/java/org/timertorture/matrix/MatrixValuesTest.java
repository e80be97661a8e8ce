// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixValuesTest {

    @Test
    void every_second_repeat_runs_backwards_and_runs_are_numbered_from_one() {
        List<MatrixRun> runs = MatrixStates.of(2, "A", "B", "C").runs();
        assertEquals(
                List.of("1 A 1", "2 B 1", "3 C 1", "4 C 2", "5 B 2", "6 A 2"),
                runs.stream()
                        .map(run -> run.number() + " " + run.row().kernel() + " " + run.repeat())
                        .toList());
    }

    @Test
    void every_run_has_a_folder_of_its_own_that_sorts_by_number() {
        List<MatrixRun> runs = MatrixRun.interleaved(
                List.of(MatrixRow.plain("6.1.0-56-cloud-amd64", 2, 1), MatrixRow.plain("6.1.0-56-cloud-amd64", 4, 2)),
                6);
        List<String> folders = runs.stream().map(MatrixRun::folder).toList();
        assertEquals(folders, folders.stream().sorted().distinct().toList());
        assertEquals("0002-6.1.0-56-cloud-amd64-4x2", folders.get(1));
    }

    @Test
    void each_repeat_has_another_seed_that_is_always_the_same() {
        MatrixState state = MatrixStates.of(3, "A");
        assertEquals(42, state.seed(1));
        assertNotEquals(state.seed(2), state.seed(3));
        assertEquals(state.seed(2), state.seed(2));
        for (int repeat = 2; repeat < 100; repeat++) {
            assertTrue(state.seed(repeat) >= 0 && state.seed(repeat) < 1L << 53);
        }
    }

    @Test
    void changes_of_a_kernel_are_stated() {
        MatrixKernel then = MatrixStates.kernel("6.1");
        assertEquals(List.of(), then.changes(MatrixStates.kernel("6.1")));
        List<String> changes =
                then.changes(new MatrixKernel("6.1", "6.1", "bookworm", "cloud", "c1", List.of("p1"), "other"));
        assertEquals(3, changes.size());
        assertTrue(changes.get(0).contains("configuration of 6.1"), changes.toString());
        assertTrue(changes.get(2).contains("source of the module"), changes.toString());
    }
}
