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
 * The module counts what the kernel does: the kernel's own tracepoints count the same. The tests are those of {@code
 * native/src/test/c/guest/tracepoint_test.c}, which one guest runs one after the other.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(400)
class TracepointTest {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    private static GuestProgram.Console console;

    @BeforeAll
    static void boot(@TempDir Path folder) throws Exception {
        console = new GuestProgram("tracepoint_test", "unsafe=1", List.of())
                .run(RealKernel.entry(), new MachineShape(3, 1), folder, LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tracepoints_agree_where_timers_are_deleted_before_they_expire",
                "tracepoints_agree_where_deletions_meet_their_handlers",
                "tracepoints_agree_where_handlers_arm_their_timers_again",
                "tracepoints_agree_where_a_third_CPU_arms_pending_timers",
            })
    void in_the_guest(String test) {
        assertTrue(console.says("ok     " + test), () -> test + " failed: " + console.tail());
    }

    @Test
    void the_kernel_does_not_complain() {
        assertEquals(List.of(), KernelComplaints.in(console.lines()));
    }
}
