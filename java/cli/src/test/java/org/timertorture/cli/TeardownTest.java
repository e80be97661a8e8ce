// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.json.ResultSchema;
import org.timertorture.plan.Expectation;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.RunResult;
import org.timertorture.result.Verdict;

/** Unloads the module while it races, and another module while its handlers run, in real kernels; some of them die. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(200)
class TeardownTest {
    /** If each cycle leaked the memory of a cell, the loss would exceed this. */
    private static final long MOST_LOST_BYTES = 8L << 20;

    private static final Pattern WARNED = Pattern.compile("WARNING: |BUG: |memory is left behind");

    @TempDir
    Path folder;

    @BeforeAll
    static void fetch() throws Exception {
        RealKernel.entry();
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String text) throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), text);
        out.reset();
        err.reset();
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "run",
                plan.toString(),
                "--accel",
                "tcg",
                "--json",
                folder.resolve("result.json").toString());
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private RunResult result() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("result.json"))) {
            return ResultSchema.read(in);
        }
    }

    private void refused(String cell, String reason) throws Exception {
        assertEquals(2, run("cells: [" + cell + "]"), said());
        assertTrue(said().contains(reason), said());
    }

    @Test
    void native_calls_survive_and_a_planted_defect_faults_in_unloaded_code() throws Exception {
        String plan = """
                name: goes
                seconds: 20
                cells:
                  - {scenario: teardown, primitive: timer_delete_sync, weight: 4}
                  - {scenario: unload, primitive: timer_delete_sync, handler: 200us, weight: 3}
                  - {scenario: unload, primitive: broken_no_wait, handler: 200us, weight: 2}
                  - {scenario: running, primitive: timer_delete_sync, expect: any}
                """;
        int exit = run(plan);
        // On a busy host no exit may overlap a handler, and the run reports that. It is then repeated.
        for (int again = 0; again < 1 && exit == ExitCode.UNTRUSTED.code(); again++) {
            exit = run(plan);
        }
        assumeTrue(exit != ExitCode.UNTRUSTED.code(), "this host is too busy to race on");

        RunResult result = result();
        assertEquals(
                List.of(CellStatus.RAN, CellStatus.RAN, CellStatus.FAULTED, CellStatus.RAN),
                result.cells().stream().map(CellResult::status).toList(),
                said());
        assertEquals(0, exit, said());
        assertEquals(Verdict.PASS, result.verdict(), said());

        CellResult teardown = result.cells().get(0);
        assertTrue(teardown.cycles().closed() >= 5, () -> teardown.cycles().toString());
        assertTrue(teardown.cycles().killed() >= 5, () -> teardown.cycles().toString());
        assertTrue(teardown.violations().isEmpty());
        assertTrue(
                teardown.cycles().freeMemory().beforeBytes()
                                - teardown.cycles().freeMemory().afterBytes()
                        < MOST_LOST_BYTES,
                () -> teardown.cycles().toString());

        CellResult unload = result.cells().get(1);
        assertTrue(unload.cycles().count() >= 12, () -> unload.cycles().toString());
        assertTrue(unload.cycles().met() > 0, () -> unload.cycles().toString());
        assertEquals(0, unload.cycles().escaped());

        CellResult fault = result.cells().get(2);
        assertEquals(Expectation.CRASH, fault.expect());
        assertTrue(fault.reason().matches("(?s).*(BUG: unable to handle page fault|int3: ).*"), fault.reason());
        assertTrue(result.cells().get(3).attempts().sum() > 0, "a cell runs in the VM that came after it");
        assertTrue(said().contains("1 of 1 planted defect caught"), said());

        // There are two consoles: one of the guest that died, and one of its successor.
        Matcher line = Pattern.compile("results: (\\S+)").matcher(said());
        assertTrue(line.find(), said());
        String died = Files.readString(Path.of(line.group(1), "console-death-1.log"));
        assertTrue(died.contains("[last unloaded: timertorture_victim"), died);
        assertFalse(WARNED.matcher(died.substring(0, died.indexOf("BUG: "))).find(), died);
        assertFalse(WARNED.matcher(Files.readString(Path.of(line.group(1), "console.log")))
                .find());
    }

    @Test
    void impossible_teardown_settings_are_refused_before_the_boot() throws Exception {
        refused("{scenario: unload, primitive: timer_delete}", "for primitives that wait for the handler");
        refused("{scenario: unload, primitive: broken_lose}", "reads what surrounds the timer");
        refused("{scenario: unload, primitive: timer_delete_sync, expect: crash}", "expect: crash cannot be met");
        refused("{scenario: teardown, primitive: timer_delete_sync, expect: crash}", "expect: crash cannot be met");
    }
}
