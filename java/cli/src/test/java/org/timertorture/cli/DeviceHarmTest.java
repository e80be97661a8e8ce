// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timertorture.qemu.MachineShape;

/**
 * The device harms neither its user nor the machine. The tests are those of {@code native/src/test/c/guest/device_test.c},
 * which one guest runs one after the other.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(400)
class DeviceHarmTest {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private static GuestProgram.Console console;

    @BeforeAll
    static void boot(@TempDir Path folder) throws Exception {
        console = new GuestProgram("device_test", "unsafe=1", List.of())
                .run(RealKernel.entry(), new MachineShape(4, 2), folder, LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a_read_that_faults_half_way_loses_nothing",
                "records_before_a_bad_page_are_read_and_the_others_later",
                "a_reader_that_waits_for_its_page_holds_nobody_up",
                "dirty_lines_are_written_on_CPUs_of_the_pairs_only",
                "lines_that_nobody_could_dirty_are_refused",
                "a_search_that_costs_too_much_is_refused",
                "a_long_search_is_over_soon_after_the_stop",
                "irqsafe_handlers_keep_interrupts_off_for_100_us_at_most",
                "a_cell_that_is_stopped_at_once_has_no_broken_barrier",
                "two_CPUs_that_delete_encounter_an_expiry_once",
                "an_armer_that_stalls_does_not_arm_into_the_next_trial",
                "a_timer_is_not_late_if_its_CPU_was_stolen_while_it_was_armed",
                "a_cell_that_is_to_be_attended_ends_when_nobody_reads",
                "a_CPU_that_goes_off_line_accuses_nobody",
                "a_CPU_that_somebody_else_takes_off_line_ends_the_cell",
                "a_wheel_in_doubt_stops_the_cell_at_once_and_every_reader_is_told",
            })
    void in_the_guest(String test) {
        assertTrue(console.says("ok     " + test), () -> test + " failed: " + console.tail());
    }

    @Test
    void the_kernel_does_not_complain() {
        assertEquals(List.of(), KernelComplaints.in(console.lines()));
    }
}
