// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.timertorture.result.Environment;
import org.timertorture.stats.Tally;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Preemption;

/** Makes runs whose boots differ by chance, as real boots do, and whose slices differ less. */
final class SyntheticRuns {
    private final SplittableRandom random;
    private double noiseOfBoots = 0.02;
    private int cells = 6;
    private int slices = 3;
    private int calls = 2000;
    private String kernel = "6.1.0";
    private int started;

    SyntheticRuns(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SyntheticRuns noise(double ofBoots) {
        noiseOfBoots = ofBoots;
        return this;
    }

    SyntheticRuns cells(int count) {
        cells = count;
        return this;
    }

    SyntheticRuns calls(int inEachSlice) {
        calls = inEachSlice;
        return this;
    }

    SyntheticRuns slices(int count) {
        slices = count;
        return this;
    }

    SyntheticRuns kernel(String release) {
        kernel = release;
        return this;
    }

    /** Returns runs whose calls take {@code factor} times the usual time. */
    List<RecordedRun> runs(int boots, double factor) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < boots; i++) {
            runs.add(run("", factor));
        }
        return runs;
    }

    /** Returns a run of a round of a matrix. */
    RecordedRun run(String round, double factor) {
        Map<String, RecordedRun.Times> times = new LinkedHashMap<>();
        for (int cell = 0; cell < cells; cell++) {
            double boot = factor * (200 + 100 * cell) * Math.exp(noiseOfBoots * random.nextGaussian());
            List<Tally> tallies = new ArrayList<>();
            for (int slice = 0; slice < slices; slice++) {
                double mean = boot * Math.exp(0.005 * random.nextGaussian());
                Map<Double, Long> counts = new HashMap<>();
                for (int call = 0; call < calls; call++) {
                    counts.merge(bucket(mean * Math.exp(0.2 * random.nextGaussian())), 1L, Long::sum);
                }
                tallies.add(Tally.of(counts));
            }
            times.put("cell" + cell, new RecordedRun.Times(CellSettings.DEFAULT, tallies, null));
        }
        return new RecordedRun("file", kernel + "/2x1", round, environment(kernel, "an EPYC", "" + ++started), times);
    }

    /** Rounds a time to a bucket as wide as the kernel's. */
    private static double bucket(double ns) {
        double width = 1.0 / 32;
        double octave = Math.pow(2, Math.floor(Math.log(ns) / Math.log(2)));
        return octave * (1 + (Math.floor((ns / octave - 1) / width) + 0.5) * width);
    }

    static Environment environment(String kernel, String host, String started) {
        return new Environment(
                new Environment.KernelFacts(
                        kernel, "sha256:0", "quiet lpj=" + started.length(), "abc", 250, Preemption.VOLUNTARY, 10),
                new Environment.MachineFacts(2, List.of(List.of(10)), 1, false, "kvm", false),
                new Environment.ClockFacts("tsc", 2_000_000 + started.length(), 10, 32),
                new Environment.HostFacts("Linux", host, 2, 1024, "17", "here"),
                "0.1.0",
                List.of("qemu"),
                kernel + " " + host + " " + started);
    }
}
