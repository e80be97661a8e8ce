// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CpuChoiceTest {
    private static final Topology MACHINE = Topology.even(4, 2);

    @Test
    void CPUs_that_are_named_are_all_used() throws Exception {
        CpuChoice choice = CpuChoice.exactly(CpuRanges.parse("1,3"));
        assertEquals(List.of(1, 3), numbers(choice));
        assertFalse(choice.crowds(MACHINE));
        assertTrue(CpuChoice.exactly(CpuRanges.parse("0-3")).crowds(MACHINE));
    }

    @Test
    void one_of_the_usual_CPUs_is_left_free() throws Exception {
        assertEquals(List.of(0, 1), numbers(CpuChoice.among(CpuRanges.parse("0-1,3"))));
        assertEquals(List.of(0, 3), numbers(CpuChoice.among(CpuRanges.parse("0,3"))));
    }

    @Test
    void a_virtual_machine_is_used_whole_and_crowds_nobody() {
        assertEquals(List.of(0, 1, 2, 3), numbers(CpuChoice.all()));
        assertFalse(CpuChoice.all().crowds(MACHINE));
    }

    @Test
    void ranges_are_read_as_the_kernel_writes_them() throws Exception {
        assertEquals(List.of(0, 1, 2, 6), List.copyOf(CpuRanges.parse(" 6,0-2\n")));
        assertEquals(List.of(), List.copyOf(CpuRanges.parse("\n")));
        assertThrows(PlanException.class, () -> CpuRanges.parse("1,,2"));
        assertThrows(PlanException.class, () -> CpuRanges.parse("3-1"));
        assertThrows(PlanException.class, () -> CpuRanges.parse("all"));
    }

    private static List<Integer> numbers(CpuChoice choice) {
        return choice.of(MACHINE).cpus().stream().map(Topology.Cpu::number).toList();
    }
}
