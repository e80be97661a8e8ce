// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.timertorture.grade.Grade;
import org.timertorture.uapi.Phase;

/** Results of cells, for tests. Starts from one that ran well. */
public final class CellResults {
    private String id = "running/timer_delete_sync/chase/remote";
    private CellStatus status = CellStatus.RAN;
    private String reason;
    private String primitive = "timer_delete_sync";
    private String kind = "native";
    private String aim = "encounter";
    private String align = "chase";
    private String scenario = "running";
    private String placement = "remote";
    private String expect = "pass";
    private String defect;
    private double seconds = 2;
    private Attempts attempts = new Attempts(1_000, 200_000, 3_000);
    private long expiries = 250_000;
    private List<String> unchecked = List.of();
    private List<Violation> violations = List.of();
    private Grade grade = Grade.FORBIDDEN;
    private String known;
    private Timeline timeline;
    private boolean oracle;
    private Map<String, Long> phases = Map.of("before", 5L, "entry", 5L, "body", 5L, "last", 5L, "after", 5L);
    private PhaseHistogram phaseHistogram = PhaseHistogram.of(Collections.nCopies(Phase.BINS, 5L));
    private int batch;
    private long found;
    private long outlived;
    private Map<String, Long> rulesChecked;
    private List<String> timer = List.of("pinned");
    private int deleter = 1;
    private Integer thirdCpu;
    private long third;
    private CalibrationResult calibration;
    private Cycles cycles;
    private Health health = new Health("time", 0, 0, 0, 0, 0.01, 0);

    private ModelResult model;
    private long remoteNs;
    private long ns;

    private CellResults() {}

    public static CellResults good() {
        return new CellResults();
    }

    /** With a planted defect that was caught. */
    public static CellResults planted() {
        return good().primitive("broken_no_wait", "broken")
                .expect("fail(no-run-after-sync)")
                .violated("no-run-after-sync");
    }

    /** Whose calls all cost so many ns. */
    public CellResults costs(long value) {
        ns = value;
        return this;
    }

    /** Of a model, with a simulated penalty if that is not 0. */
    public CellResults model(ModelResult value, long penalty) {
        model = value;
        remoteNs = penalty;
        return this;
    }

    public CellResults id(String value) {
        id = value;
        return this;
    }

    public CellResults status(CellStatus value, String why) {
        status = value;
        reason = why;
        if (value == CellStatus.SKIPPED || value == CellStatus.NOT_REACHED) {
            health = null;
            attempts = Attempts.NONE;
            expiries = 0;
            seconds = 0;
        }
        return this;
    }

    public CellResults primitive(String name, String kindOfIt) {
        primitive = name;
        kind = kindOfIt;
        defect = kindOfIt.equals("broken") ? "no-run-after-sync" : null;
        return this;
    }

    public CellResults scenario(String name) {
        scenario = name;
        return this;
    }

    /** Calls that left their handler running. */
    public CellResults outlived(long value) {
        outlived = value;
        found = 64;
        return this;
    }

    public CellResults align(String value) {
        align = value;
        return this;
    }

    public CellResults placement(String value) {
        placement = value;
        return this;
    }

    /** The CPU that deletes; CPU 0 arms. */
    public CellResults deletedOn(int cpu) {
        deleter = cpu;
        return this;
    }

    public CellResults aim(String value) {
        aim = value;
        return this;
    }

    public CellResults expect(String value) {
        expect = value;
        return this;
    }

    public CellResults raced(double forSeconds, long encounters, long outOf) {
        seconds = forSeconds;
        attempts = new Attempts(0, encounters, 0);
        expiries = outOf;
        return this;
    }

    public CellResults attempts(Attempts value) {
        attempts = value;
        return this;
    }

    public CellResults unchecked(String... rules) {
        unchecked = List.of(rules);
        return this;
    }

    /** Of violations told of after this. */
    public CellResults grade(Grade value) {
        grade = value;
        return this;
    }

    /** Of violations told of after this. */
    public CellResults known(String id) {
        known = id;
        return this;
    }

    /** Of violations told of after this. */
    public CellResults timeline(Timeline value) {
        timeline = value;
        return this;
    }

    public CellResults violated(String rule) {
        violations = List.of(new Violation(
                rule,
                3,
                grade,
                "what is promised",
                "where it stands",
                known,
                List.of(new Evidence(0, 1, 5L, 0, 7L, 1L, 2L, 1L, null, "what was seen, in a sentence")),
                timeline));
        return this;
    }

    /** One that goes before the plan. */
    public CellResults oracle() {
        oracle = true;
        return this;
    }

    public CellResults phases(Map<String, Long> value) {
        phases = value;
        return this;
    }

    /** Deletions that began before their handler did: this many in each bin, as in each after it. */
    public CellResults phaseBins(long before, long rest) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(Phase.BINS_EACH, before));
        counts.addAll(Collections.nCopies(Phase.BINS - Phase.BINS_EACH, rest));
        phaseHistogram = PhaseHistogram.of(counts);
        return this;
    }

    public CellResults rulesChecked(Map<String, Long> value) {
        rulesChecked = value;
        return this;
    }

    public CellResults timer(String... flags) {
        timer = List.of(flags);
        return this;
    }

    /** With a third CPU that did so much. */
    public CellResults third(int cpu, long did) {
        thirdCpu = cpu;
        third = did;
        return this;
    }

    public CellResults sound() {
        violations = List.of();
        return this;
    }

    public CellResults calibrated(double ratio) {
        calibration = new CalibrationResult(21, ratio, 9e6, 1e7, List.of(ratio));
        return this;
    }

    /** Of loading and unloading; of a victim if {@code met} is given. */
    public CellResults cycles(long count, Long met, Long escaped, boolean complete) {
        cycles = new Cycles(count, 0, 0, met, escaped, complete, 1, 1L << 28, 1L << 28);
        health = null;
        attempts = Attempts.NONE;
        return this;
    }

    public CellResults health(Health value) {
        health = value;
        return this;
    }

    /** With a batch as its plan gives it, 0 for the engine's own, and as it was in the end. */
    public CellResults batch(int given, long inTheEnd) {
        batch = given;
        found = inTheEnd;
        return this;
    }

    private PairResult.Counted counted() {
        return new PairResult.Counted(
                attempts,
                expiries,
                expiries,
                0,
                0,
                0,
                0,
                new PairResult.Returned(0, 0, 0, 0),
                0,
                0,
                outlived,
                1,
                found,
                0,
                0,
                300,
                400);
    }

    public CellResult make() {
        LatencySummary latency = ns == 0
                ? new LatencySummary(attempts.encounter(), 30, 225.5, 210, 400, 900, 2_000, 30_000, "HIST")
                : new LatencySummary(attempts.encounter(), ns, ns, ns, ns, ns, ns, ns, "HIST");
        return new CellResult(
                id,
                status,
                reason,
                primitive,
                primitive,
                kind,
                scenario,
                aim,
                align,
                placement,
                new Settings(
                        300,
                        batch,
                        timer,
                        1,
                        false,
                        false,
                        false,
                        0,
                        "none",
                        model == null ? 0 : model.slots(),
                        model == null ? "none" : model.cold(),
                        remoteNs,
                        0,
                        42),
                expect,
                defect,
                oracle,
                List.of(new PairResult(deleter, 0, 0, thirdCpu, found == 0 ? null : counted())),
                seconds,
                attempts,
                expiries,
                rulesChecked == null ? Map.of("no-overlap", expiries) : rulesChecked,
                unchecked,
                violations,
                phases,
                phaseHistogram,
                0,
                0,
                third,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(new SliceResult(0, 1, "encounter", 5, 210, 900, "HIST")),
                health == null ? null : new Latency(null, latency, null, latency, null),
                calibration,
                health,
                cycles,
                model == null ? List.of() : List.of(model));
    }
}
