// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;
import org.timertorture.grade.Grade;
import org.timertorture.plan.Expectation;
import org.timertorture.plan.Placement;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Arming;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.PairSpan;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;
import org.timertorture.uapi.Uapi;
import org.timertorture.words.ArmedAgain;

/** Builds results of cells for tests, starting from one that ran well. */
public final class CellResults {
    private String id = "running/timer_delete_sync/chase/remote";
    private String variant = "";
    private CellStatus status = CellStatus.RAN;
    private String reason;
    private String primitive = "timer_delete_sync";
    private Kind kind = Kind.NATIVE;
    private Outcome aim = Outcome.ENCOUNTER;
    private Align align = Align.CHASE;
    private String scenario = "running";
    private Placement placement = Placement.REMOTE;
    private Expectation expect = Expectation.PASS;
    private Rule defect;
    private double seconds = 2;
    private Attempts attempts = attempts(1_000, 200_000, 3_000);
    private long expiries = 250_000;
    private List<Rule> unchecked = List.of();
    private List<String> warnings = List.of();
    private List<Violation> violations = List.of();
    private Grade grade = Grade.FORBIDDEN;
    private String known;
    private Timeline timeline;
    private boolean oracle;
    private boolean forced;
    private String unforced;
    private Map<Phase, Long> phases =
            Map.of(Phase.BEFORE, 5L, Phase.ENTRY, 5L, Phase.BODY, 5L, Phase.LAST, 5L, Phase.AFTER, 5L);
    private PhaseHistogram phaseHistogram = PhaseHistogram.of(Collections.nCopies(Uapi.PHASE_BINS, 5L));
    private Map<Arming, Long> armedBy;
    private long found;
    private long outlived;
    private Map<Rule, Long> rulesChecked;
    private CellSettings settings = CellSettings.DEFAULT;
    private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    private int deleter = 1;
    private Integer thirdCpu;
    private List<PairResult> pairs = List.of();
    private String kernelName;
    private long lateMaxJiffies;
    private CalibrationResult calibration;
    private List<KernelReport> kernelReports = List.of();
    private Cycles cycles;
    private Health health = new Health(EndReason.TIME, 0, Health.ClockWarp.NONE, 0, 0.01, 0);
    private ModelResult model;
    private long ns;

    private CellResults() {}

    public static CellResults good() {
        return new CellResults();
    }

    /** Creates a cell whose planted defect was caught. */
    public static CellResults planted() {
        return good().primitive("broken_no_wait", Kind.BROKEN)
                .expect(Expectation.fail(Rule.NO_RUN_AFTER_SYNC))
                .violated(Rule.NO_RUN_AFTER_SYNC);
    }

    /** Sets the cost of every call, in ns. */
    public CellResults costs(long value) {
        ns = value;
        return this;
    }

    /** Makes it a cell of a model with this simulated penalty in ns; 0 means none. */
    public CellResults model(ModelResult value, long penalty) {
        model = value;
        settings = settings.withModel(settings.model()
                .withSlots(value.machine().slots())
                .withCold(value.machine().cold())
                .withRemoteNs(penalty));
        return this;
    }

    public CellResults id(String value) {
        id = value;
        return this;
    }

    /** Sets what sets the cell apart from others of the same scenario, primitive, engine and placement. */
    public CellResults variant(String value) {
        variant = value;
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

    public CellResults primitive(String name, Kind kindOfIt) {
        primitive = name;
        kind = kindOfIt;
        defect = kindOfIt == Kind.BROKEN ? Rule.NO_RUN_AFTER_SYNC : null;
        return this;
    }

    /** Sets the name that the running kernel uses, if it is not today's name. */
    public CellResults kernelName(String value) {
        kernelName = value;
        return this;
    }

    /** Sets the value of a counter. */
    public CellResults counted(Counter counter, long count) {
        counters.put(counter, count);
        return this;
    }

    /** Adds rounds in which a handler began late. */
    public CellResults late(long rounds, long jiffies) {
        counters.put(Counter.LATE, rounds);
        lateMaxJiffies = jiffies;
        return this;
    }

    /** Makes handshakes force a race that the chase may win in a scenario. */
    public CellResults forcedOf(String scenarioOfTheChase) {
        unforced = scenarioOfTheChase;
        return forced();
    }

    /** Makes handshakes force the race. */
    public CellResults forced() {
        forced = true;
        align = Align.NONE;
        return this;
    }

    public CellResults scenario(String name) {
        scenario = name;
        return this;
    }

    /** Sets the number of calls that left their handler running. */
    public CellResults outlived(long value) {
        outlived = value;
        found = 64;
        return this;
    }

    public CellResults align(Align value) {
        align = value;
        return this;
    }

    public CellResults placement(Placement value) {
        placement = value;
        return this;
    }

    /** Sets the CPU that deletes; CPU 0 arms. */
    public CellResults deletedOn(int cpu) {
        deleter = cpu;
        return this;
    }

    /** Makes it a round of a tournament with these pairs. */
    public CellResults round(List<PairResult> met) {
        pairs = met;
        return placement(Placement.ALL_PAIRS);
    }

    /** Returns a pair whose calls all took the same time, in ns. */
    public static PairResult between(int base, int deleter, PairSpan span, long ns) {
        return new PairResult(
                deleter, base, span.baseNode(), null, null, span, new PairResult.Times(1_000, ns, ns, ns));
    }

    public CellResults aim(Outcome value) {
        aim = value;
        return this;
    }

    public CellResults expect(Expectation value) {
        expect = value;
        return this;
    }

    public CellResults raced(double forSeconds, long encounters, long outOf) {
        seconds = forSeconds;
        attempts = attempts(0, encounters, 0);
        expiries = outOf;
        return this;
    }

    public CellResults attempts(Attempts value) {
        attempts = value;
        return this;
    }

    public CellResults unchecked(Rule... rules) {
        unchecked = List.of(rules);
        return this;
    }

    /** Sets the grade of violations that are added afterwards. */
    public CellResults grade(Grade value) {
        grade = value;
        return this;
    }

    /** Sets the known finding of violations that are added afterwards. */
    public CellResults known(String id) {
        known = id;
        return this;
    }

    /** Sets the timeline of violations that are added afterwards. */
    public CellResults timeline(Timeline value) {
        timeline = value;
        return this;
    }

    public CellResults violated(Rule rule) {
        violations = List.of(new Violation(
                rule,
                3,
                grade,
                "what is promised",
                "where it stands",
                known,
                null,
                List.of(new Evidence(
                        0,
                        1,
                        5L,
                        0,
                        7L,
                        new Evidence.Span(1L, 2L),
                        new Evidence.Span(1L, null),
                        null,
                        "what was seen, in a sentence")),
                timeline));
        return this;
    }

    /** The kernel reported something by itself. */
    public CellResults reported(KernelReport report) {
        kernelReports = List.of(report);
        return this;
    }

    /** With deletions after which somebody else armed the timer again. */
    public CellResults armedAgain(long times) {
        warnings = List.of(ArmedAgain.sentence(kernelName == null ? primitive : kernelName, times));
        return count(Counter.ARMED_AGAIN, times);
    }

    /** Makes it a cell that runs before the plan. */
    public CellResults oracle() {
        oracle = true;
        return this;
    }

    public CellResults phases(Map<Phase, Long> value) {
        phases = value;
        return this;
    }

    /**
     * Sets the phase histogram: {@code before} deletions in each bin before the handler's entry, {@code rest} in each
     * later bin.
     */
    public CellResults phaseBins(long before, long rest) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(Uapi.PHASE_BINS_EACH, before));
        counts.addAll(Collections.nCopies(Uapi.PHASE_BINS - Uapi.PHASE_BINS_EACH, rest));
        phaseHistogram = PhaseHistogram.of(counts);
        return this;
    }

    /** Sets how often each function armed a timer. */
    public CellResults armedBy(Map<Arming, Long> value) {
        armedBy = value;
        return this;
    }

    public CellResults rulesChecked(Map<Rule, Long> value) {
        rulesChecked = value;
        return this;
    }

    public CellResults timer(TimerFlag... flags) {
        settings = settings.withTimer(Set.of(flags));
        return this;
    }

    /** Sets how long a handler runs, in ns. */
    public CellResults handler(long ns) {
        settings = settings.withHandlerNs(ns);
        return this;
    }

    /** Takes the base CPU offline meanwhile. */
    public CellResults hotplug() {
        settings = settings.withHotplug(true);
        return this;
    }

    /** Adds a third CPU that interfered this often. */
    public CellResults third(int cpu, long did) {
        thirdCpu = cpu;
        counters.put(Counter.THIRD, did);
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

    /** Makes it a cell that unloads modules. If {@code met} is not null, the victim is unloaded. */
    public CellResults cycles(long count, Long met, Long escaped, boolean complete) {
        Map<CycleCounter, Long> cycleCounters = new EnumMap<>(CycleCounter.class);
        cycleCounters.put(CycleCounter.UNLOADED, count);
        if (met != null) {
            cycleCounters.put(CycleCounter.MET, met);
        }
        if (escaped != null) {
            cycleCounters.put(CycleCounter.ESCAPED, escaped);
        }
        cycles = new Cycles(
                cycleCounters,
                complete ? Cycles.End.COMPLETE : Cycles.End.STUCK,
                1,
                new Cycles.FreeMemory(1L << 28, 1L << 28));
        health = null;
        attempts = Attempts.NONE;
        return this;
    }

    /** Changes the settings. */
    public CellResults settings(UnaryOperator<CellSettings> change) {
        settings = change.apply(settings);
        return this;
    }

    public CellResults health(Health value) {
        health = value;
        return this;
    }

    /** Sets the batch size in the plan, where 0 lets the engine choose, and the size at the end. */
    public CellResults batch(int given, long inTheEnd) {
        settings = settings.withBatch(given);
        found = inTheEnd;
        return this;
    }

    /** Sets a counter. */
    public CellResults count(Counter counter, long value) {
        counters.put(counter, value);
        return this;
    }

    /** Returns attempts by their outcome. */
    public static Attempts attempts(long early, long encounter, long late) {
        return new Attempts(Map.of(Outcome.EARLY, early, Outcome.ENCOUNTER, encounter, Outcome.LATE, late));
    }

    private PairResult.Counted counted() {
        return new PairResult.Counted(
                attempts,
                Map.of(Counter.EXPIRIES, expiries, Counter.ARMS, expiries, Counter.OUTLIVED, outlived),
                Map.of(ReturnValue.ONE, 0L),
                found,
                new PairResult.Gaps(0, 0),
                new PairResult.Range(300, 400));
    }

    /** Returns a histogram in which all encounters took the same time, in ns. */
    private String histogram(long value) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(value, attempts.encounter());
        ByteBuffer encoded = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(encoded);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(encoded.array(), length));
    }

    public CellResult make() {
        LatencySummary latency = ns == 0
                ? new LatencySummary(attempts.encounter(), 30, 225.5, 210, 400, 900, 2_000, 30_000, histogram(210))
                : new LatencySummary(attempts.encounter(), ns, ns, ns, ns, ns, ns, ns, histogram(ns));
        counters.put(Counter.EXPIRIES, expiries);
        return new CellResult(
                new CellIdentity(
                        id + (variant.isEmpty() ? "" : "/" + variant),
                        variant,
                        new CellIdentity.PrimitiveFacts(
                                primitive, kernelName == null ? primitive : kernelName, kind, defect),
                        scenario,
                        aim,
                        forced,
                        unforced,
                        align,
                        placement,
                        expect,
                        oracle),
                status,
                reason,
                settings,
                new Racing(
                        seconds,
                        1,
                        false,
                        42,
                        attempts,
                        counters,
                        pairs.isEmpty()
                                ? List.of(new PairResult(deleter, 0, 0, thirdCpu, found == 0 ? null : counted()))
                                : pairs,
                        cycles),
                new Checks(
                        rulesChecked == null ? Map.of(Rule.NO_OVERLAP, expiries) : rulesChecked,
                        unchecked,
                        violations,
                        kernelReports,
                        warnings),
                new Coverage(phases, phaseHistogram, armedBy, null, null, null),
                new Timing(
                        health == null ? null : new Latency(null, latency, null, latency, null),
                        List.of(new SliceResult(
                                0,
                                1,
                                Outcome.ENCOUNTER,
                                latency.count(),
                                latency.p50(),
                                latency.p99(),
                                latency.histogram())),
                        calibration,
                        lateMaxJiffies),
                health,
                model == null ? List.of() : List.of(model));
    }
}
