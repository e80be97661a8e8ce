// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.stream.Stream;
import org.timertorture.json.ResultSchema;
import org.timertorture.judge.Circumstances;
import org.timertorture.judge.Judge;
import org.timertorture.stats.HeadlineFinder;
import org.timertorture.stats.ModelGrowthFinder;
import org.timertorture.uapi.Preemption;

/** Builds results of runs for tests. */
public final class RunResults {
    private RunResults() {}

    /** Returns the run of an emulated VM, judged as a real run is. */
    public static RunResult of(CellResults... made) {
        return of(null, made);
    }

    /** Returns the same run under another plan name. */
    public static RunResult named(String plan, RunResult of) {
        return new RunResult(
                of.schema(),
                of.judgement(),
                of.ending(),
                of.environment(),
                of.seed(),
                new PlanResult(plan, "all of it", "quick.yaml", 10),
                of.analysis(),
                of.cells());
    }

    /** Returns the same run in another environment. */
    public static RunResult in(Environment environment, RunResult of) {
        return new RunResult(
                of.schema(),
                of.judgement(),
                of.ending(),
                environment,
                of.seed(),
                of.plan(),
                of.analysis(),
                of.cells());
    }

    /** Returns the same run of another host and another time. */
    public static RunResult elsewhere(Environment.HostFacts host, String started, RunResult of) {
        Environment e = of.environment();
        return in(
                new Environment(e.kernel(), e.machine(), e.clock(), host, e.toolVersion(), e.qemuCommand(), started),
                of);
    }

    /** Returns the run of a machine with several nodes. */
    public static RunResult on(List<List<Integer>> distances, CellResults... made) {
        return of(null, distances, made);
    }

    /** Returns the run of an emulated VM whose kernel ended early. */
    public static RunResult of(EndingResult ending, CellResults... made) {
        return of(ending, List.of(List.of(10)), made);
    }

    private static RunResult of(EndingResult ending, List<List<Integer>> distances, CellResults... made) {
        List<CellResult> cells = Stream.of(made).map(CellResults::make).toList();
        Environment environment = new Environment(
                new Environment.KernelFacts(
                        "6.1.0-56-cloud-amd64", "sha256:0", "console=ttyS0", "abc", 250, Preemption.VOLUNTARY, 10),
                new Environment.MachineFacts(2, distances, distances.size(), true, "tcg", false),
                new Environment.ClockFacts("tsc", 2_596_102, 10.5, 32),
                new Environment.HostFacts("Linux", "a processor", 2, 24_105, "17", "here"),
                "0.1.0",
                List.of("qemu-system-x86_64", "-M", "q35"),
                "2026-11-23T09:34:25Z");
        Judgement judgement =
                Judge.judge(
                        cells,
                        new Circumstances(
                                false, ending != null, true, "", false, false, HostKind.BARE, false, false, false));
        return ResultSchema.valid(new RunResult(
                Schema.CURRENT,
                judgement,
                ending,
                environment,
                9_007_199_254_740_991L,
                new PlanResult("quick", "all of it", "quick.yaml", 10),
                new Analysis(
                        HeadlineFinder.find(cells).orElse(null),
                        ModelGrowthFinder.find(cells, environment).orElse(null)),
                cells));
    }
}
