// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.json.ResultReader;
import org.timertorture.json.ResultWriter;
import org.timertorture.result.CellResults;
import org.timertorture.result.Environment;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MergeCommandTest {
    private final Captured captured = new Captured();

    @TempDir
    private Path folder;

    @Test
    void the_sum_is_a_table_and_a_result_that_other_commands_read() throws Exception {
        Path sum = folder.resolve("sum.json");
        String a = run("a", "here", CellResults.good());
        String b = run("b", "here", CellResults.good());
        assertEquals(0, captured.run("merge", a, b, "--json", sum.toString()), captured::err);
        assertTrue(captured.out().startsWith("2 runs on here: " + a + ", " + b + "\nPASS "), captured::out);
        RunResult read;
        try (InputStream in = Files.newInputStream(sum)) {
            read = new ResultReader().read(in);
        }
        assertEquals(400_000, read.cells().get(0).attempts().encounter());
    }

    @Test
    void the_worst_run_decides_the_exit_code() throws Exception {
        String a = run("a", "here", CellResults.good());
        String b = run("b", "here", CellResults.good().violated(Rule.NO_RUN_AFTER_SYNC));
        assertEquals(1, captured.run("merge", a, b), captured::err);
        assertTrue(captured.out().contains("\nFAIL "), captured::out);
    }

    @Test
    void hosts_have_tables_of_their_own_and_no_common_file() throws Exception {
        Path sum = folder.resolve("sum.json");
        String a = run("a", "alpha", CellResults.good());
        String b = run("b", "beta", CellResults.good());
        assertEquals(2, captured.run("merge", a, b, "--json", sum.toString()), captured::err);
        assertTrue(captured.out().contains("1 run on alpha: " + a + "\n"), captured::out);
        assertTrue(captured.out().contains("1 run on beta: " + b + "\n"), captured::out);
        assertTrue(captured.err().contains("these runs are of 2 machines"), captured::err);
        assertFalse(Files.exists(sum));
        assertEquals(0, captured.run("merge", "--pool", a, b, "--json", sum.toString()), captured::err);
        assertTrue(captured.out().startsWith("2 runs on all hosts: "), captured::out);
    }

    @Test
    void what_cannot_be_added_up_is_refused() throws Exception {
        String a = run("a", "here", CellResults.good());
        assertEquals(2, captured.run("merge", a, a), captured::err);
        assertTrue(
                captured.err().contains("these runs cannot be added up: the same run is in " + a + " and " + a),
                captured::err);
        assertEquals(2, captured.run("merge", folder.resolve("none.json").toString()));
        assertTrue(captured.err().contains("there is no file"), captured::err);
    }

    private String run(String name, String host, CellResults... cells) throws Exception {
        RunResult run = RunResults.elsewhere(
                new Environment.HostFacts("Linux", "a processor", 2, 1024, "17", host), name, RunResults.of(cells));
        Path file = folder.resolve(name + ".json");
        new ResultWriter().write(run, file);
        return file.toString();
    }
}
