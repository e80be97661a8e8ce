// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.exit.ExitCode;
import org.timertorture.json.ResultSchema;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Environment;
import org.timertorture.result.LatencySummary;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;
import org.timertorture.result.Verdict;
import org.timertorture.stats.EncodedHistogram;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Rule;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MergedRunTest {
    private static final String OTHER = "rearm/timer_shutdown/chase/remote";

    /** Returns a run as part of this name, with another kernel, host or module. */
    private static MergedRun.Part part(String file, Environment.KernelFacts kernel, String host, RunResult run) {
        Environment e = run.environment();
        Environment.HostFacts h = e.host();
        Environment there = new Environment(
                kernel == null ? e.kernel() : kernel,
                e.machine(),
                e.clock(),
                new Environment.HostFacts(h.os(), h.model(), h.cpus(), h.memoryMiB(), h.java(), host),
                e.toolVersion(),
                e.qemuCommand(),
                file);
        return new MergedRun.Part(file, RunResults.in(there, run));
    }

    private static MergedRun.Part part(String file, CellResults... cells) {
        return part(file, null, "here", RunResults.of(cells));
    }

    private static RunResult sum(MergedRun.Part... parts) throws Exception {
        List<MergedRun> merged = MergedRun.of(List.of(parts), false);
        assertEquals(1, merged.size());
        assertEquals(parts.length, merged.get(0).runs());
        return ResultSchema.valid(merged.get(0).result());
    }

    @Test
    void counters_and_attempts_and_seconds_of_like_cells_are_added() throws Exception {
        RunResult sum = sum(
                part(
                        "a",
                        CellResults.good().counted(Counter.THIRD, 3).rulesChecked(Map.of(Rule.NOT_EARLY, 5L)),
                        CellResults.planted().id("running/broken_no_wait/chase/remote")),
                part(
                        "b",
                        CellResults.good().counted(Counter.THIRD, 4).rulesChecked(Map.of(Rule.NOT_EARLY, 7L)),
                        CellResults.planted().id("running/broken_no_wait/chase/remote"),
                        CellResults.good().id(OTHER)));
        assertEquals(3, sum.cells().size());
        CellResult cell = sum.cells().get(0);
        assertEquals(7, cell.count(Counter.THIRD));
        assertEquals(12, cell.rulesChecked().get(Rule.NOT_EARLY));
        assertEquals(400_000, cell.attempts().encounter());
        assertEquals(500_000, cell.expiries());
        assertEquals(4, cell.seconds());
        assertEquals(2, sum.cells().get(2).seconds());
        assertEquals(20, sum.plan().seconds());
        assertEquals(1, sum.oracle().planted());
    }

    @Test
    void histograms_are_added_and_their_percentiles_are_those_of_all_calls() throws Exception {
        RunResult a = RunResults.of(CellResults.good().costs(100));
        RunResult b = RunResults.of(CellResults.good().costs(100));
        RunResult c = RunResults.of(CellResults.good().costs(1_000));
        LatencySummary one = a.cells().get(0).aimed();
        LatencySummary slow = c.cells().get(0).aimed();
        RunResult sum = sum(part("a", null, "here", a), part("b", null, "here", b), part("c", null, "here", c));
        LatencySummary all = sum.cells().get(0).aimed();
        assertEquals(3 * one.count(), all.count());
        assertEquals(one.min(), all.min());
        assertEquals(slow.max(), all.max());
        assertEquals(one.p50(), all.p50());
        assertEquals(slow.p99(), all.p99());
        assertEquals((2 * one.mean() + slow.mean()) / 3, all.mean(), 0.01);
        assertEquals(3 * one.count(), EncodedHistogram.decode(all.histogram()).getTotalCount());
    }

    @Test
    void violations_of_one_rule_are_one_and_the_worst_run_decides() throws Exception {
        RunResult sum = sum(
                part("a", CellResults.good()),
                part("b", CellResults.good().violated(Rule.NO_RUN_AFTER_SYNC)),
                part("c", CellResults.good().violated(Rule.NO_RUN_AFTER_SYNC)));
        CellResult cell = sum.cells().get(0);
        RunResult one = RunResults.of(CellResults.good().violated(Rule.NO_RUN_AFTER_SYNC));
        assertEquals(1, cell.violations().size());
        assertEquals(
                2 * one.cells().get(0).violations().get(0).count(),
                cell.violations().get(0).count());
        assertEquals(Verdict.FAIL, sum.verdict());
        assertEquals(ExitCode.FAILED, sum.judgement().exit());
    }

    @Test
    void a_cell_that_was_skipped_in_one_run_is_that_of_the_others() throws Exception {
        RunResult sum = sum(
                part("a", CellResults.good().status(CellStatus.NOT_REACHED, "interrupted")),
                part("b", CellResults.good()));
        assertEquals(CellStatus.RAN, sum.cells().get(0).status());
        assertNull(sum.cells().get(0).reason());
        assertNotNull(sum.cells().get(0).health());
    }

    @Test
    void hosts_are_kept_apart_unless_they_are_pooled() throws Exception {
        List<MergedRun.Part> parts = List.of(
                part("a", null, "alpha", RunResults.of(CellResults.good())),
                part("b", null, "beta", RunResults.of(CellResults.good())),
                part("c", null, "alpha", RunResults.of(CellResults.good())));
        List<MergedRun> apart = MergedRun.of(parts, false);
        assertEquals(List.of("a", "c"), apart.get(0).parts());
        assertEquals(List.of("b"), apart.get(1).parts());
        List<MergedRun> pooled = MergedRun.of(parts, true);
        assertEquals(List.of("a", "b", "c"), pooled.get(0).parts());
        assertEquals(600_000, pooled.get(0).result().cells().get(0).attempts().encounter());
    }

    @Test
    void what_cannot_be_added_up_is_named() {
        MergedRun.Part a = part("a", CellResults.good());
        Environment.KernelFacts k = a.run().environment().kernel();
        assertObstacle(
                "different ABIs of the module: 10 (a) and 11 (b)",
                a,
                new Environment.KernelFacts(
                        k.release(), k.configHash(), k.commandLine(), k.moduleSource(), k.hz(), k.preemption(), 11));
        assertObstacle(
                "different builds of the module: abc (a) and xyz (b)",
                a,
                new Environment.KernelFacts(
                        k.release(), k.configHash(), k.commandLine(), "xyz", k.hz(), k.preemption(), k.abi()));
        assertObstacle(
                "different kernels: 6.1.0-56-cloud-amd64 (a) and 6.12 (b)",
                a,
                new Environment.KernelFacts(
                        "6.12", k.configHash(), k.commandLine(), k.moduleSource(), k.hz(), k.preemption(), k.abi()));
        assertEquals(List.of("the same run is in a and a"), MergedRun.obstacles(List.of(a, a)));
        assertEquals(
                List.of("the settings of running/timer_delete_sync/chase/remote differ"),
                MergedRun.obstacles(List.of(a, part("b", CellResults.good().handler(5_000)))));
    }

    private static void assertObstacle(String expected, MergedRun.Part a, Environment.KernelFacts kernel) {
        MergedRun.Part b = part("b", kernel, "here", a.run());
        assertEquals(List.of(expected), MergedRun.obstacles(List.of(a, b)));
    }

    @Test
    void bucket_layouts_must_be_one() {
        MergedRun.Part a = part("a", CellResults.good());
        RunResult run = a.run();
        Environment e = run.environment();
        Environment coarse = new Environment(
                e.kernel(),
                e.machine(),
                new Environment.ClockFacts("tsc", 2_596_102, 10.5, 16),
                e.host(),
                e.toolVersion(),
                e.qemuCommand(),
                "another time");
        MergedRun.Part b = new MergedRun.Part(
                "b",
                new RunResult(
                        run.schema(),
                        run.judgement(),
                        run.ending(),
                        coarse,
                        run.seed(),
                        run.plan(),
                        run.analysis(),
                        run.cells()));
        List<String> obstacles = MergedRun.obstacles(List.of(a, b));
        assertEquals(
                List.of("different bucket layouts: 32 buckets an octave (a) and 16 buckets an octave (b)"), obstacles);
        assertTrue(
                MergedRun.obstacles(List.of(a, part("c", CellResults.good()))).isEmpty());
    }
}
