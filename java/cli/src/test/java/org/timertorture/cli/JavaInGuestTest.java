// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.ResultSchema;
import org.timertorture.kernel.Cache;
import org.timertorture.qemu.MachineShape;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.Kind;

/**
 * Runs Java, JNA, the shim and the module on one kernel, as on a real machine. {@link InsideGuest} performs all steps
 * in one guest, and each test checks what one of them printed.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(600)
class JavaInGuestTest {
    private static final Duration LIMIT = Duration.ofSeconds(420);
    private static final int TAIL = 25;

    private static final Map<String, String> STEPS = new HashMap<>();
    private static final StringBuilder PACKED = new StringBuilder();
    private static String tail = "";

    @BeforeAll
    static void boot(@TempDir Path folder) throws Exception {
        Path target = Path.of(System.getProperty("basedir", System.getProperty("user.dir")), "target", "guest-java");
        Path console = folder.resolve("console.log");
        boolean ended = new JavaGuest(Cache.of(System.getenv()), JavaGuest.defaultKernel(), target)
                .run(new MachineShape(2, 1), InsideGuest.class, console, LIMIT);
        List<String> lines =
                Files.readString(console, StandardCharsets.ISO_8859_1).lines().toList();
        lines.forEach(JavaInGuestTest::take);
        tail = (ended ? "" : "the guest did not end within " + LIMIT.toSeconds() + " s\n")
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    private static void take(String line) {
        if (line.startsWith(InsideGuest.RESULT)) {
            PACKED.append(line.substring(InsideGuest.RESULT.length()).strip());
        } else if (line.startsWith(InsideGuest.STEP)) {
            String[] words = line.substring(InsideGuest.STEP.length()).strip().split(" ", 2);
            STEPS.put(words[0], words[1]);
        }
    }

    private static void taken(String step) {
        assertNotNull(STEPS.get(step), () -> step + " was not reached: " + tail);
        assertEquals(InsideGuest.OK, STEPS.get(step), tail);
    }

    private static RunResult result() throws Exception {
        byte[] packed = Base64.getDecoder().decode(PACKED.toString());
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return ResultSchema.read(in);
        }
    }

    @Test
    void a_run_on_the_kernel_that_Java_is_on_passes() throws Exception {
        taken("run");
        RunResult result = result();
        assertEquals(Verdict.PASS, result.verdict());
        assertFalse(result.environment().emulated(), "it is the machine's own kernel, as far as Java can know");
        assertEquals("none", result.environment().accel());
        assertEquals(JavaGuest.defaultKernel().release(), result.environment().kernelRelease());
        assertEquals(List.of(), result.environment().qemuCommand());
    }

    @Test
    void a_planted_defect_is_not_run_on_a_machine_of_its_own_and_that_is_said() throws Exception {
        taken("run");
        assertEquals("not run (unsafe)", result().oracle().note());
        for (CellResult cell : result().cells()) {
            if (cell.kind() == Kind.BROKEN) {
                assertEquals(CellStatus.LEFT_OUT, cell.status(), cell.id());
                assertEquals("unsafe", cell.reason(), cell.id());
            } else {
                assertEquals(CellStatus.RAN, cell.status(), cell.id() + ": " + cell.reason());
                assertTrue(cell.attempts().sum() > 0, cell.id());
            }
        }
    }

    @Test
    void a_run_over_ssh_passes_and_leaves_nothing_there() {
        taken("ssh");
    }

    @Test
    void a_line_that_is_cut_in_mid_run_leaves_nothing_there_and_loses_nothing_that_had_arrived() {
        taken("ssh-cut");
    }

    @Test
    void planted_defects_and_injected_faults_are_refused_unless_the_module_is_told_otherwise() {
        taken("unsafe");
    }

    @Test
    void a_buffer_that_is_too_short_for_a_record_is_refused_and_nothing_is_lost() {
        taken("short-buffer");
    }

    @Test
    void only_one_of_two_open_files_can_race() {
        taken("two-files");
    }

    @Test
    void the_module_cannot_be_unloaded_while_its_device_is_open() {
        taken("in-use");
    }

    @Test
    void a_CPU_that_goes_offline_ends_the_cell_whether_it_deletes_or_arms_and_can_come_back() {
        taken("deleter-offline");
        taken("base-offline");
    }

    @Test
    void a_CPU_that_a_cell_does_not_use_may_go_offline() {
        taken("other-offline");
    }

    @Test
    void closing_in_mid_run_fifty_times_leaves_no_thread_and_no_memory_and_the_module_can_be_unloaded() {
        taken("close");
    }
}
