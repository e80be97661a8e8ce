// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.timertorture.exit.ExitCode;
import org.timertorture.stats.Tally;
import org.timertorture.uapi.CellSettings;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparerTest {
    private static final double TOLERANCE = 0.05;

    private static Comparison compare(List<RecordedRun> a, List<RecordedRun> b) {
        return new Comparer(TOLERANCE, 1).compare(a, b);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_slowdown_of_ten_per_cent_is_found_in_every_cell(long seed) {
        SyntheticRuns synthetic = new SyntheticRuns(seed);
        Comparison comparison = compare(synthetic.runs(8, 1), synthetic.runs(8, 1.1));
        assertTrue(comparison.cells().stream().allMatch(c -> c.decision() == Decision.SLOWER));
        assertEquals(ExitCode.FAILED, comparison.exit());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_speedup_is_no_failure(long seed) {
        SyntheticRuns synthetic = new SyntheticRuns(seed);
        Comparison comparison = compare(synthetic.runs(8, 1.1), synthetic.runs(8, 1));
        assertTrue(comparison.cells().stream().allMatch(c -> c.decision() == Decision.FASTER));
        assertEquals(ExitCode.OK, comparison.exit());
    }

    @Test
    void runs_of_the_same_kernel_are_the_same() {
        int same = 0;
        int open = 0;
        int all = 0;
        for (int seed = 0; seed < 20; seed++) {
            SyntheticRuns synthetic = new SyntheticRuns(seed);
            Comparison comparison = compare(synthetic.runs(8, 1), synthetic.runs(8, 1));
            same += comparison.count(Decision.SAME);
            open += comparison.count(Decision.CANNOT_TELL);
            all += comparison.cells().size();
        }
        assertTrue(same >= 0.95 * (all - open), same + " same of " + (all - open));
        assertTrue(open <= 0.2 * all, open + " cannot tell of " + all);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void an_interval_covers_the_true_ratio_in_95_per_cent_of_all_cases(int boots) {
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 60; seed++) {
            SyntheticRuns synthetic =
                    new SyntheticRuns(1000L + seed).noise(0.05).slices(2).calls(100);
            for (CellComparison c : compare(synthetic.runs(boots, 1), synthetic.runs(boots, 1.07))
                    .cells()) {
                covered += c.low() <= 1.07 && 1.07 <= c.high() ? 1 : 0;
                all++;
            }
        }
        double share = (double) covered / all;
        assertTrue(share > 0.93 && share < 0.995, "covered " + share + " of " + all);
    }

    @Test
    void slices_do_not_stand_in_for_boots() {
        SyntheticRuns synthetic = new SyntheticRuns(7).noise(0.2).slices(40);
        Comparison comparison = compare(synthetic.runs(3, 1), synthetic.runs(3, 1));
        assertEquals(comparison.cells().size(), comparison.count(Decision.CANNOT_TELL));
    }

    @Test
    void a_drift_of_the_host_cancels_between_runs_of_one_round() {
        SyntheticRuns before = new SyntheticRuns(1).kernel("before");
        SyntheticRuns after = new SyntheticRuns(2).kernel("after");
        List<RecordedRun> a = new ArrayList<>();
        List<RecordedRun> b = new ArrayList<>();
        for (int round = 1; round <= 8; round++) {
            double drift = 1 + 0.2 * (round % 4);
            a.add(before.run("m#" + round, drift));
            b.add(after.run("m#" + round, drift));
        }
        Comparison comparison = compare(a, b);
        assertTrue(comparison.cells().stream().allMatch(CellComparison::paired));
        assertEquals(0, comparison.count(Decision.SLOWER) + comparison.count(Decision.FASTER));
        assertTrue(comparison.count(Decision.SAME) > comparison.cells().size() / 2);
    }

    @Test
    void a_control_that_differs_makes_the_comparison_untrusted() {
        SyntheticRuns synthetic = new SyntheticRuns(3);
        List<RecordedRun> a = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            a.addAll(synthetic.runs(1, 1));
            a.addAll(synthetic.runs(1, 1.3));
        }
        Comparison comparison = compare(a, synthetic.runs(10, 1.5));
        assertEquals(Decision.SLOWER, comparison.control().decision());
        assertEquals(ExitCode.UNTRUSTED, comparison.exit());
    }

    @Test
    void too_few_boots_for_a_control_make_the_comparison_untrusted() {
        SyntheticRuns synthetic = new SyntheticRuns(3).noise(0.005);
        Comparison comparison = compare(synthetic.runs(4, 1), synthetic.runs(4, 1));
        assertEquals(Decision.CANNOT_TELL, comparison.control().decision());
        assertEquals(
                "A has 4 boots, and two halves need 6", comparison.control().reason());
        assertEquals(ExitCode.UNTRUSTED, comparison.exit());
    }

    @Test
    void one_boot_decides_nothing() {
        SyntheticRuns synthetic = new SyntheticRuns(3);
        Comparison comparison = compare(synthetic.runs(1, 1), synthetic.runs(1, 2));
        assertEquals(ExitCode.UNTRUSTED, comparison.exit());
        CellComparison first = comparison.cells().get(0);
        assertEquals(Decision.CANNOT_TELL, first.decision());
        assertNull(first.low());
        assertEquals(2, first.missing());
    }

    @Test
    void the_number_of_missing_repeats_suffices() {
        SyntheticRuns synthetic = new SyntheticRuns(11).noise(0.06);
        Comparison few = compare(synthetic.runs(5, 1), synthetic.runs(5, 1));
        CellComparison open = few.cells().stream()
                .filter(c -> c.decision() == Decision.CANNOT_TELL && c.missing() != null)
                .findFirst()
                .orElseThrow();
        int boots = 5 + open.missing();
        Comparison more = compare(synthetic.runs(boots, 1), synthetic.runs(boots, 1));
        CellComparison then = more.cells().stream()
                .filter(c -> c.cell().equals(open.cell()) && c.metric() == open.metric())
                .findFirst()
                .orElseThrow();
        assertTrue(Math.log(then.high() / then.low()) / 2 < 1.6 * Math.log1p(TOLERANCE), () -> open + " " + then);
    }

    @Test
    void there_is_no_p99_of_fewer_than_a_hundred_calls_and_no_median_of_fewer_than_ten() {
        SyntheticRuns synthetic = new SyntheticRuns(1).slices(1).calls(99);
        Comparison comparison = compare(synthetic.runs(3, 1), synthetic.runs(3, 1));
        assertTrue(comparison.cells().stream().allMatch(c -> c.metric() == Metric.P50));
        assertEquals(
                "no run of A timed 100 calls, without which there is no p99",
                comparison.incomparable().get(0).reason());
        assertTrue(compare(synthetic.calls(9).runs(3, 1), synthetic.runs(3, 1))
                .cells()
                .isEmpty());
    }

    @Test
    void what_cannot_be_compared_is_named_cell_by_cell() {
        RecordedRun.Times none = new RecordedRun.Times(CellSettings.DEFAULT, List.of(), "it did not run: no third CPU");
        RecordedRun.Times some =
                new RecordedRun.Times(CellSettings.DEFAULT, List.of(Tally.of(Map.of(100.0, 1000L))), null);
        RecordedRun.Times longer = new RecordedRun.Times(
                CellSettings.DEFAULT.withHandlerNs(500), List.of(Tally.of(Map.of(100.0, 1000L))), null);
        RecordedRun a = run("a", Map.of("x", some, "y", none, "z", some));
        RecordedRun b = run("b", Map.of("y", some, "z", longer));
        Comparison comparison = compare(List.of(a), List.of(b));
        assertEquals(ExitCode.UNTRUSTED, comparison.exit());
        assertEquals("only A has this cell", reason(comparison, "x"));
        assertEquals("in A it did not run: no third CPU", reason(comparison, "y"));
        assertTrue(reason(comparison, "z").startsWith("its settings differ"), reason(comparison, "z"));
    }

    private static String reason(Comparison comparison, String cell) {
        return comparison.incomparable().stream()
                .filter(i -> i.cell().equals(cell))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static RecordedRun run(String started, Map<String, RecordedRun.Times> cells) {
        return new RecordedRun(
                started + ".json", "6.1/2x1", "", SyntheticRuns.environment("6.1", "an EPYC", started), cells);
    }

    @Test
    void rows_of_two_matrices_are_compared_with_each_other() {
        List<RecordedRun> a = new ArrayList<>(new SyntheticRuns(1).kernel("6.1").runs(3, 1));
        a.addAll(new SyntheticRuns(2).kernel("6.12").runs(3, 2));
        List<RecordedRun> b =
                new ArrayList<>(new SyntheticRuns(3).kernel("6.12").runs(3, 2));
        b.addAll(new SyntheticRuns(4).kernel("7.3").runs(3, 1));
        Comparison comparison = compare(a, b);
        assertTrue(comparison.cells().stream().allMatch(c -> c.row().equals("6.12/2x1")));
        assertEquals(
                List.of("6.1/2x1", "7.3/2x1"),
                comparison.incomparable().stream().map(Incomparable::row).toList());
    }

    @Test
    void different_machines_are_mismatches_and_different_kernels_are_not() {
        RecordedRun here = run("here", Map.of());
        RecordedRun elsewhere = new RecordedRun(
                "there.json", "6.1/2x1", "", SyntheticRuns.environment("6.1", "a Xeon", "there"), Map.of());
        assertEquals(
                List.of("different machines: an EPYC, 2 host CPUs, Linux (here.json)"
                        + " and a Xeon, 2 host CPUs, Linux (there.json)"),
                Comparer.mismatches(List.of(here), List.of(elsewhere)));
        SyntheticRuns one = new SyntheticRuns(1).kernel("6.1");
        SyntheticRuns other = new SyntheticRuns(1).kernel("6.12");
        assertEquals(List.of(), Comparer.mismatches(one.runs(2, 1), other.runs(2, 1)));
    }

    @Test
    void the_same_run_on_both_sides_is_noticed() {
        List<RecordedRun> runs = new SyntheticRuns(1).runs(2, 1);
        assertEquals(Optional.of("file"), Comparer.onBothSides(runs, runs.subList(1, 2)));
        assertFalse(Comparer.onBothSides(runs.subList(0, 1), runs.subList(1, 2)).isPresent());
    }

    @Test
    void the_same_seed_gives_the_same_comparison() {
        List<RecordedRun> a = new SyntheticRuns(1).runs(4, 1);
        List<RecordedRun> b = new SyntheticRuns(2).runs(4, 1);
        assertEquals(compare(a, b), compare(a, b));
        assertNotNull(compare(a, b).cells().get(0).p());
    }
}
