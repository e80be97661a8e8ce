// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.app.FinishedMatrix;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.archive.Ownership;
import org.timertorture.exit.ExitCode;
import org.timertorture.matrix.MatrixKernel;
import org.timertorture.matrix.MatrixOutcome;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.matrix.MatrixRun;
import org.timertorture.matrix.MatrixState;
import org.timertorture.result.Analysis;
import org.timertorture.result.Assessment;
import org.timertorture.result.Environment;
import org.timertorture.result.Judgement;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.result.Trust;
import org.timertorture.result.TrustLevel;
import org.timertorture.result.Verdict;
import picocli.CommandLine;

/** What a matrix prints when its runs are over; nothing here boots. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixPrinterTest {
    private static final PlanResult PLAN = new PlanResult("quick", "all of it", "quick.yaml", 3);

    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private MatrixFolder folder;

    @BeforeEach
    void make() throws Exception {
        List<MatrixRow> rows = Stream.of("A", "B")
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
                new MatrixState.Settings(42, 1, false, false, false, "tcg", List.of()),
                rows.stream()
                        .map(row ->
                                new MatrixKernel(row.kernel(), row.kernel(), "suite", "cloud", "c0", List.of(), "s0"))
                        .toList(),
                rows);
        folder = MatrixFolder.make(root, state, Ownership.of(Map.of(), false));
    }

    @AfterEach
    void release() throws Exception {
        folder.close();
    }

    private void done(int runs) throws Exception {
        for (MatrixRun run : folder.state().runs().subList(0, runs)) {
            folder.begin(run).write(passed(), Optional.empty());
            folder.done(
                    run, new MatrixOutcome(run.number(), run.row().id(), run.repeat(), 0, null, null, "now", 3.0, 5.0));
        }
    }

    private static RunResult passed() {
        Assessment fine = new Assessment(TrustLevel.OK, List.of());
        Environment environment = new Environment(
                new Environment.KernelFacts("6.1", null, null, null, 250, null, 10),
                new Environment.MachineFacts(2, List.of(), 1, true, "tcg", false),
                null,
                new Environment.HostFacts("Linux", "a processor", 2, 0, "17", "here"),
                "0",
                null,
                "now");
        return new RunResult(
                Schema.CURRENT,
                new Judgement(Verdict.PASS, new Trust(fine, fine), ExitCode.OK, null),
                null,
                environment,
                42,
                PLAN,
                new Analysis(null, null),
                List.of());
    }

    private void print(ExitCode exit, String... options) throws Exception {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        RaceOptions race = CommandLine.populateCommand(new RaceOptions(), options);
        FinishedMatrix matrix = new FinishedMatrix(
                folder, Ownership.of(Map.of(), false), folder.grid(), exit, exit == ExitCode.INTERRUPTED, 12);
        new MatrixPrinter(terminal, race).print(matrix);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_table_and_the_folder_are_printed_and_the_JSON_is_saved() throws Exception {
        done(2);
        print(ExitCode.OK);
        assertTrue(said().startsWith("PASS   2 of 2 runs as expected"), said());
        assertTrue(said().contains("results: " + folder.path()), said());
        assertFalse(said().contains("go on with"), said());
        assertEquals(
                2,
                new ObjectMapper().readTree(folder.json().toFile()).get("runs").size());
    }

    @Test
    void the_page_is_written_where_it_is_wanted() throws Exception {
        done(2);
        Path page = folder.path().resolve("page.html");
        print(ExitCode.OK, "--html", page.toString());
        assertTrue(Files.readString(page).contains("matrix of quick, 2 rows"), said());
    }

    @Test
    void an_interrupted_matrix_says_how_to_go_on() throws Exception {
        done(1);
        print(ExitCode.INTERRUPTED);
        assertTrue(said().startsWith("INTERRUPTED   1 of 2 runs as expected, 1 not run yet"), said());
        assertTrue(said().contains("go on with: timertorture matrix --resume " + folder.path()), said());
    }

    @Test
    void the_JSON_goes_where_it_is_wanted() throws Exception {
        done(2);
        print(ExitCode.OK, "--json", "-");
        assertEquals(
                2, new ObjectMapper().readTree(out.toByteArray()).get("runs").size());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("PASS"));
    }
}
