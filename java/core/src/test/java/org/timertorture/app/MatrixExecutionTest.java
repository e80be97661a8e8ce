// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.Ownership;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.ExitCode;
import org.timertorture.json.ResultSchema;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.progress.Progress;
import org.timertorture.report.Emphasis;
import org.timertorture.report.MatrixTableReport;
import org.timertorture.result.Analysis;
import org.timertorture.result.Assessment;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Environment;
import org.timertorture.result.Judgement;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.result.Trust;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import org.timertorture.session.TargetException;

/** A matrix continues whatever happens to one of its runs. No test here boots a guest. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixExecutionTest {
    private static final PlanResult PLAN = new PlanResult("quick", "all of it", "quick.yaml", 3);

    @TempDir
    private Path root;

    private final List<String> raced = new ArrayList<>();
    private final List<Exception> bugs = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private MatrixFolder folder;

    @BeforeEach
    void make() throws Exception {
        List<MatrixRow> rows = Stream.of("A", "B", "C")
                .map(release -> MatrixRow.plain(release, 2, 1))
                .toList();
        MatrixState state = new MatrixState(
                Schema.CURRENT,
                MatrixState.KIND,
                new MatrixState.Beginning(
                        "2026-11-23T09:34:25Z",
                        "0.1.0",
                        new Environment.HostFacts("Linux", "a processor", 2, 0, "17", "here")),
                new MatrixState.Planned("quick", "00", PLAN),
                new MatrixState.Settings(42, 2, false, false, false, "tcg", List.of()),
                rows.stream()
                        .map(row ->
                                new MatrixKernel(row.kernel(), row.kernel(), "suite", "cloud", "c0", List.of(), "s0"))
                        .toList(),
                rows);
        folder = MatrixFolder.make(root, state, Ownership.of(Map.of(), false));
    }

    private int execute(MatrixExecution.Racer racer) throws Exception {
        Workspace workspace = new Workspace(root, root, root);
        MatrixListener listener = new MatrixListener() {
            @Override
            public void finished(MatrixRun run, MatrixOutcome outcome) {
                heard.add(run.number() + ": " + outcome.exit());
            }

            @Override
            public void bug(MatrixRun run, Exception e) {
                bugs.add(e);
            }
        };
        FinishedMatrix finished = new MatrixExecution(workspace, Control.silent(), listener, System.nanoTime())
                .execute(folder, MatrixLauncher.local(), (run, into, shown) -> {
                    raced.add(run.row().kernel() + run.repeat());
                    return racer.race(run, into, shown);
                });
        finished.save();
        new MatrixTableReport(new PrintStream(out, true, StandardCharsets.UTF_8), false, Emphasis.NONE)
                .write(finished.state(), finished.grid(), finished.exit(), finished.wallSeconds());
        assertEquals(finished.exit() == ExitCode.INTERRUPTED, finished.interrupted());
        return finished.exit().code();
    }

    private static FinishedRun ended(ResultFolder into, ExitCode exit, EndingResult ending) {
        Assessment fine = new Assessment(TrustLevel.OK, List.of());
        Environment environment = new Environment(
                new Environment.KernelFacts("6.1", null, null, null, 250, null, 10),
                new Environment.MachineFacts(2, List.of(), 1, true, "tcg", false),
                null,
                new Environment.HostFacts("Linux", "a processor", 2, 0, "17", "here"),
                "0",
                null,
                "now");
        return new FinishedRun(
                new RunResult(
                        Schema.CURRENT,
                        new Judgement(
                                exit == ExitCode.OK ? Verdict.PASS : Verdict.CRASHED,
                                new Trust(fine, fine),
                                exit,
                                null),
                        ending,
                        environment,
                        42,
                        PLAN,
                        new Analysis(null, null),
                        List.of()),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(3)),
                into,
                Ownership.of(Map.of(), false));
    }

    private static FinishedRun passed(ResultFolder into) {
        return ended(into, ExitCode.OK, null);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(folder.json().toFile());
        ResultSchema.MATRIX.check(tree);
        return tree;
    }

    @Test
    void runs_are_interleaved_and_all_well_is_zero() throws Exception {
        assertEquals(0, execute((run, into, shown) -> passed(into)));
        assertEquals(List.of("A1", "B1", "C1", "C2", "B2", "A2"), raced);
        assertTrue(said().startsWith("PASS   6 of 6 runs as expected"), said());
        assertEquals(6, heard.size());
        assertEquals("6: 0", heard.get(5));
        assertTrue(json().get("complete").asBoolean());
        assertEquals(6, json().get("runs").size());
    }

    @Test
    void a_kernel_that_dies_is_a_row_and_the_rest_goes_on() throws Exception {
        int exit = execute((run, into, shown) -> run.row().kernel().equals("B")
                ? ended(
                        into,
                        ExitCode.CRASHED,
                        new EndingResult(EndingKind.PANIC, "Kernel panic - not syncing", List.of()))
                : passed(into));
        assertEquals(4, exit);
        assertEquals(6, raced.size());
        assertTrue(said().contains("panic: Kernel panic - not syncing (2 runs)"), said());
        assertEquals("panic", json().at("/runs/1/result/ending/kind").asText());
    }

    @Test
    void an_environment_error_of_one_kernel_is_its_row_and_outranks_a_crash() throws Exception {
        int exit = execute((run, into, shown) -> {
            if (run.row().kernel().equals("A")) {
                throw new TargetException("the module does not load", null);
            }
            return ended(into, ExitCode.CRASHED, new EndingResult(EndingKind.HANG, "silent", List.of()));
        });
        assertEquals(3, exit);
        assertEquals(6, raced.size());
        assertTrue(said().contains("the module does not load (2 runs)"), said());
        assertEquals("the module does not load", json().at("/runs/0/reason").asText());
        assertEquals(3, json().at("/runs/0/exit").asInt());
    }

    @Test
    void a_bug_in_one_run_is_its_row_and_outranks_all() throws Exception {
        int exit = execute((run, into, shown) -> {
            if (run.number() == 2) {
                throw new IllegalStateException("surprise");
            }
            return passed(into);
        });
        assertEquals(70, exit);
        assertEquals(6, raced.size());
        assertEquals(
                List.of("surprise"), bugs.stream().map(Exception::getMessage).toList());
    }

    @Test
    void an_interrupted_matrix_goes_on_with_what_is_missing() throws Exception {
        MatrixExecution.Racer interrupted = (run, into, shown) -> {
            if (run.number() == 3) {
                Files.writeString(into.console(), "booting");
                throw new InterruptedException();
            }
            return passed(into);
        };
        assertEquals(130, execute(interrupted));
        assertTrue(said().startsWith("INTERRUPTED   2 of 6 runs as expected, 4 not run yet"), said());
        assertFalse(json().get("complete").asBoolean());
        try (Stream<Path> left = Files.list(folder.path().resolve("runs"))) {
            assertEquals(2, left.count(), "the run in flight leaves nothing");
        }
        raced.clear();
        out.reset();
        assertEquals(0, execute((run, into, shown) -> passed(into)));
        assertEquals(List.of("C1", "C2", "B2", "A2"), raced);
        assertTrue(said().startsWith("PASS   6 of 6 runs as expected"), said());
    }

    @Test
    void a_run_that_was_ended_in_order_by_a_signal_is_not_done() throws Exception {
        assertEquals(
                130,
                execute((run, into, shown) ->
                        run.number() == 2 ? ended(into, ExitCode.INTERRUPTED, null) : passed(into)));
        assertEquals(List.of("A1", "B1"), raced);
        assertEquals(5, folder.missing().size());
    }

    @Test
    void runs_report_their_progress_in_one_line() throws Exception {
        List<String> told = new ArrayList<>();
        MatrixProgress progress = new MatrixProgress(
                (what, total) -> {
                    told.add(what + " of " + total);
                    return new Progress.Step() {
                        @Override
                        public void at(long amount) {
                            told.add("at " + amount);
                        }

                        @Override
                        public void doing(String now) {
                            told.add(now);
                        }
                    };
                },
                2);
        progress.next("run 1 of 2");
        progress.begin("booting", 0).at(5);
        Progress.Step racing = progress.begin("racing", 3_000);
        racing.at(1_500);
        racing.doing("cell 2 of 9");
        progress.next("run 2 of 2");
        assertEquals(
                List.of(
                        "matrix of 200",
                        "run 1 of 2",
                        "at 0",
                        "at 50",
                        "run 1 of 2, cell 2 of 9",
                        "run 2 of 2",
                        "at 100"),
                told);
    }
}
