// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.timertorture.exit.ExitCode;
import org.timertorture.judge.OracleJudge;
import org.timertorture.result.Analysis;
import org.timertorture.result.Assessment;
import org.timertorture.result.CellResult;
import org.timertorture.result.Environment;
import org.timertorture.result.Judgement;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.result.Trust;
import org.timertorture.result.TrustLevel;
import org.timertorture.stats.HeadlineFinder;
import org.timertorture.stats.ModelGrowthFinder;

/**
 * Runs of one kernel on one machine, or on machines that are alike, added up: like cells become one cell. A run that was
 * not as expected decides the verdict of all.
 *
 * @param parts the files that the runs were read from
 * @param runs the number of runs
 * @param result the sum
 */
public record MergedRun(List<String> parts, int runs, RunResult result) {

    public MergedRun {
        parts = List.copyOf(parts);
    }

    /**
     * A run to be added.
     *
     * @param file where it was read from, for messages
     */
    public record Part(String file, RunResult run) {}

    /** The machine whose runs belong together. Without its host, machines of one shape do. */
    private record Place(Environment.HostFacts host, String shape, String accel) {
        private static Place of(RunResult run, boolean pool) {
            Environment e = run.environment();
            return new Place(
                    pool ? null : e.host(), e.machine().cpus() + " CPUs, distances " + e.distances(), e.accel());
        }
    }

    /** Returns a sentence for each reason why runs cannot be added up; if it is empty, they can. */
    public static List<String> obstacles(List<Part> parts) {
        Set<String> obstacles = new LinkedHashSet<>();
        Part first = parts.get(0);
        for (Part part : parts) {
            differ("kernels", first, part, e -> e.kernelRelease(), obstacles);
            differ("configurations of the kernel", first, part, e -> e.kernel().configHash(), obstacles);
            differ("ABIs of the module", first, part, e -> known(e.kernel().abi()), obstacles);
            differ("builds of the module", first, part, e -> e.kernel().moduleSource(), obstacles);
            differ(
                    "bucket layouts",
                    first,
                    part,
                    e -> e.clock() == null ? null : e.clock().bucketsPerOctave() + " buckets an octave",
                    obstacles);
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (Part part : parts) {
            RunResult run = part.run();
            String identity =
                    run.environment().started() + " " + run.environment().host() + " " + run.seed();
            String before = seen.putIfAbsent(identity, part.file());
            if (before != null) {
                obstacles.add("the same run is in " + before + " and " + part.file());
            }
        }
        CellSum.setDifferently(parts.stream()
                        .flatMap(part -> part.run().cells().stream())
                        .toList())
                .forEach(cell -> obstacles.add("the settings of " + cell + " differ"));
        return List.copyOf(obstacles);
    }

    private static String known(int number) {
        return number == 0 ? null : "" + number;
    }

    /** What a run does not know differs from nothing. */
    private static void differ(
            String what, Part first, Part other, Function<Environment, String> fact, Set<String> obstacles) {
        String one = fact.apply(first.run().environment());
        String two = fact.apply(other.run().environment());
        if (one != null && two != null && !one.equals(two)) {
            obstacles.add("different " + what + ": " + one + " (" + first.file() + ") and " + two + " (" + other.file()
                    + ")");
        }
    }

    /**
     * Adds up the runs of each machine.
     *
     * @param parts runs without {@link #obstacles}
     * @param pool whether runs of different hosts are added up, too
     * @return a sum for each machine, in the order of the parts
     * @throws IOException if a histogram is damaged
     */
    public static List<MergedRun> of(List<Part> parts, boolean pool) throws IOException {
        Map<Place, List<Part>> places = new LinkedHashMap<>();
        for (Part part : parts) {
            places.computeIfAbsent(Place.of(part.run(), pool), place -> new ArrayList<>())
                    .add(part);
        }
        List<MergedRun> merged = new ArrayList<>();
        for (List<Part> alike : places.values()) {
            merged.add(new MergedRun(
                    alike.stream().map(Part::file).distinct().toList(),
                    alike.size(),
                    sum(alike.stream().map(Part::run).toList())));
        }
        return merged;
    }

    private static RunResult sum(List<RunResult> runs) throws IOException {
        RunResult first = runs.get(0);
        Map<String, List<CellResult>> like = new LinkedHashMap<>();
        for (RunResult run : runs) {
            run.cells()
                    .forEach(cell -> like.computeIfAbsent(cell.id(), id -> new ArrayList<>())
                            .add(cell));
        }
        List<CellResult> cells = new ArrayList<>();
        for (List<CellResult> alike : like.values()) {
            cells.add(CellSum.of(alike));
        }
        PlanResult plan = first.plan();
        return new RunResult(
                Schema.CURRENT,
                judgement(runs, cells),
                runs.stream()
                        .map(RunResult::ending)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                first.environment(),
                first.seed(),
                new PlanResult(
                        runs.stream().map(run -> run.plan().name()).distinct().collect(Collectors.joining(" + ")),
                        plan.description(),
                        plan.source(),
                        runs.stream().mapToDouble(run -> run.plan().seconds()).sum()),
                new Analysis(
                        HeadlineFinder.find(cells).orElse(null),
                        ModelGrowthFinder.find(cells, first.environment()).orElse(null)),
                cells);
    }

    private static Judgement judgement(List<RunResult> runs, List<CellResult> cells) {
        ExitCode worst =
                ExitCode.first(runs.stream().map(run -> run.judgement().exit()).toList());
        RunResult decisive = runs.stream()
                .filter(run -> run.judgement().exit() == worst)
                .findFirst()
                .orElseThrow();
        return new Judgement(
                decisive.verdict(),
                new Trust(
                        worst(runs.stream().map(run -> run.trust().verdict()).toList()),
                        worst(runs.stream().map(run -> run.trust().timing()).toList())),
                worst,
                new OracleJudge(cells).oracle());
    }

    private static Assessment worst(List<Assessment> assessments) {
        TrustLevel level = assessments.stream()
                .map(Assessment::level)
                .max(Comparator.naturalOrder())
                .orElse(TrustLevel.OK);
        return new Assessment(
                level,
                assessments.stream()
                        .flatMap(a -> a.reasons().stream())
                        .distinct()
                        .toList());
    }
}
