// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.SplittableRandom;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;

/**
 * Everything that decides what a matrix runs. It is written before the first run and never changes.
 *
 * @param schema {@link org.timertorture.result.Schema#CURRENT}
 * @param kind {@link #KIND}
 */
public record MatrixState(
        String schema,
        String kind,
        @JsonUnwrapped Beginning beginning,
        @JsonUnwrapped Planned planned,
        @JsonUnwrapped Settings settings,
        List<MatrixKernel> kernels,
        List<MatrixRow> rows) {

    public static final String KIND = "matrix-state";

    private static final int BITS_LOST_TO_JSON = 11;

    public MatrixState {
        kernels = kernels == null ? List.of() : List.copyOf(kernels);
        rows = rows == null ? List.of() : List.copyOf(rows);
    }

    /**
     * When and by what the matrix was begun.
     *
     * @param started when the matrix began, ISO 8601 in UTC
     * @param toolVersion the version of timertorture
     * @param host the machine that the controller ran on
     */
    public record Beginning(String started, String toolVersion, Environment.HostFacts host) {}

    /**
     * The plan.
     *
     * @param planLocation the place from which the plan can be read again
     * @param planSha256 hash of the plan's text
     */
    public record Planned(String planLocation, String planSha256, PlanResult plan) {}

    /**
     * The settings of the runs.
     *
     * @param seed seed of the first repeat
     * @param repeat how often each row runs
     * @param strict whether a degraded verdict changes the exit code
     * @param strictTiming whether degraded times change the exit code
     * @param noKnown whether known findings fail a run too
     * @param accel kvm or tcg
     * @param numaDistances distances between nodes, such as {@code 0,3=40}, where they are not those of a ring
     */
    public record Settings(
            long seed,
            int repeat,
            boolean strict,
            boolean strictTiming,
            boolean noKnown,
            String accel,
            List<String> numaDistances) {
        public Settings {
            numaDistances = numaDistances == null ? List.of() : List.copyOf(numaDistances);
        }
    }

    /** Returns all runs, in order. */
    public List<MatrixRun> runs() {
        return MatrixRun.interleaved(rows, repeat());
    }

    /** Returns the seed of a repeat, which has 53 bits. Each repeat has another seed, and all kernels share it. */
    public long seed(int ofRepeat) {
        return ofRepeat == 1
                ? seed()
                : new SplittableRandom(seed() ^ (long) ofRepeat << Integer.SIZE).nextLong() >>> BITS_LOST_TO_JSON;
    }

    /** Returns {@link Beginning#started}. */
    public String started() {
        return beginning.started;
    }

    /** Returns {@link Beginning#toolVersion}. */
    public String toolVersion() {
        return beginning.toolVersion;
    }

    /** Returns {@link Beginning#host}. */
    public Environment.HostFacts host() {
        return beginning.host;
    }

    /** Returns {@link Planned#planLocation}. */
    public String planLocation() {
        return planned.planLocation;
    }

    /** Returns {@link Planned#planSha256}. */
    public String planSha256() {
        return planned.planSha256;
    }

    /** Returns {@link Planned#plan}. */
    public PlanResult plan() {
        return planned.plan;
    }

    /** Returns {@link Settings#seed}. */
    public long seed() {
        return settings.seed;
    }

    /** Returns {@link Settings#repeat}. */
    public int repeat() {
        return settings.repeat;
    }

    /** Returns {@link Settings#strict}. */
    public boolean strict() {
        return settings.strict;
    }

    /** Returns {@link Settings#strictTiming}. */
    public boolean strictTiming() {
        return settings.strictTiming;
    }

    /** Returns {@link Settings#noKnown}. */
    public boolean noKnown() {
        return settings.noKnown;
    }

    /** Returns {@link Settings#accel}. */
    public String accel() {
        return settings.accel;
    }

    /** Returns {@link Settings#numaDistances}. */
    public List<String> numaDistances() {
        return settings.numaDistances;
    }
}
