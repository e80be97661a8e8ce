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
import java.util.OptionalDouble;
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
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.EndingKind;
import org.timertorture.result.KernelReport;
import org.timertorture.result.ReportKind;
import org.timertorture.result.RunResult;
import org.timertorture.result.Verdict;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

/** Makes whole runs through the command line on a real kernel that survives, dies or hangs during the run. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class CrashTest {
    /**
     * Older records may not be missing. The last ones may, because a vCPU that the host does not run reports nothing.
     */
    private static final double OLDEST_MISSING_SECONDS = 0.3;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private RunResult result;

    @BeforeAll
    static void fetch() throws Exception {
        RealKernel.entry();
    }

    private int run(String... arguments) throws Exception {
        Path json = folder.resolve("result.json");
        String[] all = new String[arguments.length + 5];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--accel";
        all[arguments.length + 2] = "tcg";
        all[arguments.length + 3] = "--json";
        all[arguments.length + 4] = json.toString();
        int exit = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all);
        if (Files.exists(json)) {
            try (InputStream in = Files.newInputStream(json)) {
                result = ResultSchema.read(in);
            }
        }
        return exit;
    }

    /** Runs two cells that survive, one that dies, and one that is never reached. */
    private int runWith(String inject) throws Exception {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, """
                name: dies
                seconds: 5
                cells:
                  - {primitive: timer_delete, scenario: pending, placement: local, weight: 1}
                  - {primitive: broken_no_wait, scenario: running, align: chase, weight: 8, inject: %s}
                  - {primitive: timer_delete_sync, scenario: running, align: chase, weight: 1}
                """.formatted(inject));
        return run(plan.toString());
    }

    private String console() throws Exception {
        Matcher folderLine = Pattern.compile("results: (\\S+)")
                .matcher(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
        assertTrue(folderLine.find(), out.toString(StandardCharsets.UTF_8));
        return Files.readString(Path.of(folderLine.group(1), "console.log"));
    }

    private void died(int exit, EndingKind kind) throws Exception {
        assertEquals(4, exit, () -> out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
        assertEquals(Verdict.CRASHED, result.verdict());
        assertEquals(kind, result.ending().kind());
        assertFalse(result.ending().console().isEmpty());
        assertEquals(
                List.of(CellStatus.RAN, CellStatus.CRASHED, CellStatus.NOT_REACHED),
                result.cells().stream().map(CellResult::status).toList());
        double violated =
                saidAt("timertorture: cell 1: rule 1 broken by broken_no_wait").orElseThrow();
        double last = saidAt("timertorture: injected|BUG: kernel NULL pointer").orElse(Double.POSITIVE_INFINITY);
        if (last - violated > OLDEST_MISSING_SECONDS) {
            assertTrue(
                    result.cells().get(1).violations().stream()
                            .anyMatch(v -> v.rule() == Rule.NO_RUN_AFTER_SYNC
                                    && !v.evidence().isEmpty()),
                    "the violation that came before is kept with its evidence");
        }
    }

    /** Returns when the console printed the pattern, in the guest's seconds. */
    private OptionalDouble saidAt(String pattern) throws Exception {
        Matcher m = Pattern.compile("\\[ *(\\d+\\.\\d+)\\] (Kernel panic - not syncing: )?(" + pattern + ")")
                .matcher(console());
        return m.find() ? OptionalDouble.of(Double.parseDouble(m.group(1))) : OptionalDouble.empty();
    }

    @Test
    void a_kernel_that_warns_has_failed() throws Exception {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, """
                name: warns
                seconds: 3
                cells:
                  - {primitive: timer_delete, scenario: pending, placement: local}
                  - {primitive: timer_delete_sync, scenario: running, align: chase, inject: warn}
                """);
        int exit = run(plan.toString());
        String printed = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, exit, printed);
        assertEquals(Verdict.FAIL, result.verdict());
        assertEquals(List.of(), result.cells().get(0).kernelReports());
        KernelReport report = result.cells().get(1).kernelReports().get(0);
        assertEquals(ReportKind.WARNING, report.kind());
        assertTrue(report.title().startsWith("WARNING in tt_handler"), report.title());
        assertTrue(printed.contains("FORBIDDEN: the kernel reported \"" + report.title()), printed);
    }

    @Test
    void quick_passes_and_every_rule_was_looked_at() throws Exception {
        int exit = run("quick");
        // On a busy host there may be too few encounters for a trusted verdict. The run is then repeated.
        for (int again = 0; again < 4 && exit == ExitCode.UNTRUSTED.code(); again++) {
            out.reset();
            exit = run("quick");
        }
        assumeTrue(exit != ExitCode.UNTRUSTED.code(), "this host is too busy to race on");
        assertEquals(0, exit, () -> out.toString(StandardCharsets.UTF_8));
        assertEquals(Verdict.PASS, result.verdict());
        assertEquals(12, result.cells().size());
        for (CellResult cell : result.cells()) {
            assertEquals(CellStatus.RAN, cell.status(), cell.id());
        }
        for (Rule rule : List.of(
                Rule.NO_RUN_AFTER_SYNC,
                Rule.NOT_PENDING,
                Rule.CONSERVATION,
                Rule.RETURN_TRUTH,
                Rule.NO_OVERLAP,
                Rule.HUNG)) {
            assertTrue(
                    result.cells().stream().anyMatch(c -> c.rulesChecked().getOrDefault(rule, 0L) > 0), rule.label());
        }
        assertTrue(console().contains("timertorture: cell 0: "), "the start of a cell is told on the console");
    }

    @Test
    void a_panic_in_a_handler_right_after_a_violation_leaves_the_records_and_the_console() throws Exception {
        died(runWith("panic"), EndingKind.PANIC);
        assertTrue(
                result.ending().summary().contains("timertorture: injected"),
                result.ending().summary());
        // The records must reach up to the panic, except for the time that may be missing.
        double began = saidAt("timertorture: cell 1: broken_no_wait in running, 1 pairs")
                .orElseThrow();
        double lived = saidAt("timertorture: injected").orElseThrow() - began;
        double raced = result.cells().get(1).seconds();
        assertTrue(raced >= lived - OLDEST_MISSING_SECONDS, "raced " + raced + " s, lived " + lived + " s");
    }

    @Test
    void an_oops_in_a_thread_is_distinguished_from_a_panic() throws Exception {
        died(runWith("oops"), EndingKind.OOPS);
        assertTrue(console().contains("BUG: kernel NULL pointer dereference"));
    }

    @Test
    @Tag("slow")
    void a_hang_of_all_CPUs_with_interrupts_off_is_noticed() throws Exception {
        died(runWith("hang"), EndingKind.HANG);
    }

    @Test
    void four_CPUs_on_two_nodes_race_in_two_pairs() throws Exception {
        int exit = run("quick", "--seconds", "6", "--cpus", "4", "--nodes", "2");
        // On few cores the CPUs may hardly have run at the same time. The run is then untrusted, but never failed.
        assertTrue(exit == 0 || exit == ExitCode.UNTRUSTED.code(), () -> out.toString(StandardCharsets.UTF_8));
        assertEquals(2, result.environment().nodes());
        assertEquals(List.of(10, 20), result.environment().distances().get(0));
        CellResult chase = result.cells().stream()
                .filter(c -> c.align() == Align.CHASE)
                .findFirst()
                .orElseThrow();
        assertEquals(2, chase.pairs().size());
        assertEquals(2, chase.pairs().stream().map(p -> p.node()).distinct().count());
        assertTrue(result.cells().stream()
                .filter(c -> c.kind() == Kind.NATIVE)
                .allMatch(c -> c.violations().isEmpty()));
    }
}
