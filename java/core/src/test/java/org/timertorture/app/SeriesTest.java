// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.archive.Ownership;
import org.timertorture.archive.ResultFolder;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.format.Format;
import org.timertorture.git.Repository;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.TreeException;
import org.timertorture.report.SeriesReport;
import org.timertorture.result.CellResults;
import org.timertorture.result.RunResults;
import org.timertorture.uapi.Rule;

/** A series goes on whatever becomes of a commit. No test here builds a kernel or boots one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeriesTest {
    private static final Ownership OURS = Ownership.of(Map.of(), false);

    @TempDir
    Path root;

    private final List<String> raced = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void make() throws Exception {
        folder = root.resolve("linux");
        new Repository(folder)
                .commit("start", "timer.c", "good")
                .commit("harmless", "timer.c", "good, too")
                .commit("does not build", "timer.c", "error")
                .commit("plant a bug", "timer.c", "bad")
                .commit("on top", "timer.c", "bad, too");
        Files.writeString(folder.resolve("timer.c"), "work in progress");
    }

    private FinishedSeries run(String range) throws Exception {
        Series series = Series.of(KernelTree.at(folder), range, root.resolve("clones"));
        boolean whole = series.run(this::race);
        return new FinishedSeries("quick", range, series.rows(), series.folders(), !whole, OURS);
    }

    private FinishedRun race(KernelTree tree) throws TimertortureException, InterruptedException {
        try {
            String text = Files.readString(tree.folder().resolve("timer.c"));
            raced.add(text);
            if (text.equals("error")) {
                throw TreeException.unbuildable("cannot build: timer.c:1: error");
            }
            if (text.equals("stop")) {
                throw new InterruptedException();
            }
            CellResults cell = CellResults.good();
            return new FinishedRun(
                    RunResults.of(text.startsWith("bad") ? cell.violated(Rule.NO_RUN_AFTER_SYNC) : cell),
                    Optional.empty(),
                    Optional.empty(),
                    ResultFolder.make(root.resolve("results"), Instant.EPOCH, "quick", OURS),
                    OURS);
        } catch (IOException e) {
            throw StoreException.environment(e.getMessage(), e);
        }
    }

    private static List<String> lines(FinishedSeries series) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SeriesReport(new PrintStream(out, true, StandardCharsets.UTF_8), false)
                .write(series.plan(), series.range(), series.rows(), series.exit());
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll("(?m)^[0-9a-f]{12}", "HASH")
                .lines()
                .toList();
    }

    @Test
    void the_commit_that_changes_a_cell_says_so() throws Exception {
        FinishedSeries series = run("HEAD~4..HEAD");
        assertEquals(List.of("good", "good, too", "error", "bad", "bad, too"), raced);
        assertEquals(ExitCode.ENVIRONMENT, series.exit());
        assertFalse(series.interrupted());
        assertEquals(4, series.folders().size());
        assertEquals("work in progress", Files.readString(folder.resolve("timer.c")));
        assertEquals(
                List.of(
                        "INCOMPLETE   2 of 5 commits as expected   plan quick on HEAD~4..HEAD",
                        "",
                        "commit       verdict     changed cells subject",
                        "HASH PASS                    - start",
                        "HASH PASS                    0 harmless",
                        "HASH NOT RUN                 - does not build",
                        "  - cannot build: timer.c:1: error",
                        "HASH FAIL                    1 plant a bug",
                        "  - running/timer_delete_sync/chase/remote: ok, now FAIL",
                        "HASH FAIL                    0 on top"),
                lines(series));
    }

    @Test
    void an_interrupted_series_keeps_what_it_has() throws Exception {
        new Repository(folder).commit("never raced", "timer.c", "stop").commit("nor this", "timer.c", "good");
        FinishedSeries series = run("HEAD~3..HEAD");
        assertEquals(List.of("bad, too"), raced.subList(1, 2));
        assertEquals(2, series.rows().size());
        assertTrue(series.interrupted());
        assertEquals(ExitCode.INTERRUPTED, series.exit());
    }

    @Test
    void other_tools_get_a_suite_for_each_commit() throws Exception {
        Path file = root.resolve("result.ktap");
        run("HEAD~2..HEAD~1").saveAs(Format.KTAP, file);
        String ktap = Files.readString(file);
        assertTrue(ktap.contains("\n1..2\n"), ktap);
        assertTrue(ktap.contains("plant a bug"), ktap);
        assertTrue(ktap.contains("cannot build: timer.c:1: error"), ktap);
    }

    @Test
    void a_folder_that_is_no_repository_is_wrong_usage() throws Exception {
        Path none = Files.createDirectories(root.resolve("none"));
        StoreException e = assertThrows(
                StoreException.class, () -> Series.of(KernelTree.at(none), "A..B", root.resolve("clones")));
        assertEquals(ExitCode.USAGE, e.exitCode());
    }
}
