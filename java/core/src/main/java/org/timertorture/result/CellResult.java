// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.timertorture.plan.CellName;
import org.timertorture.plan.Expectation;
import org.timertorture.plan.Placement;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Rule;
import org.timertorture.words.PrimitiveName;

/**
 * The result of a cell. A cell that did not run has empty checks, coverage, timing and models, and no health.
 *
 * @param identity what the cell is
 * @param status what became of it
 * @param reason why it did not run, or did not run to its end; else null
 * @param settings how it was set
 * @param racing how it raced and what was counted
 * @param checks what was checked and what was found
 * @param coverage which situations it reached
 * @param timing the times that were measured
 * @param health how well it was measured; null if it did not race, or if it loaded and unloaded modules
 * @param models results of models of old primitives and of forced races, one for each pair
 */
public record CellResult(
        CellIdentity identity,
        CellStatus status,
        String reason,
        CellSettings settings,
        Racing racing,
        Checks checks,
        Coverage coverage,
        Timing timing,
        Health health,
        List<ModelResult> models) {
    private static final double NS_PER_SECOND = 1e9;
    /** A limit that was measured for a shorter time depends on what else the host did in that moment. */
    private static final long LEAST_ALONE_NS = 20_000_000;

    public CellResult {
        models = models == null ? List.of() : List.copyOf(models);
    }

    /** Returns the id, which is unique in the run and the same in every run of its plan. */
    public String id() {
        return identity.id();
    }

    /** Returns the id with the running kernel's name of the primitive, too, if it is not today's. */
    public String shownId() {
        return CellName.id(
                oracle(), scenario(), PrimitiveName.of(kernelName(), primitive()), align(), placement(), variant());
    }

    /** Returns what sets the cell apart from others of the same scenario, primitive, engine and placement. */
    public String variant() {
        return identity.variant();
    }

    /** Returns today's name of the primitive. */
    public String primitive() {
        return identity.primitive().name();
    }

    /** Returns the name that the running kernel uses for the primitive. */
    public String kernelName() {
        return identity.primitive().kernelName();
    }

    /** Returns what the primitive is. */
    public Kind kind() {
        return identity.primitive().kind();
    }

    /** Returns the name of the scenario. */
    public String scenario() {
        return identity.scenario();
    }

    /** Returns the outcome that the scenario is made for. */
    public Outcome aim() {
        return identity.aim();
    }

    /** Returns the engine. */
    public Align align() {
        return identity.align();
    }

    /** Returns whether the CPU that arms a timer also deletes it. */
    public Placement placement() {
        return identity.placement();
    }

    /** Returns whether the cell is a round of a tournament, in which every two CPUs meet once. */
    public boolean inTournament() {
        return placement() == Placement.ALL_PAIRS;
    }

    /** Returns the expected outcome. */
    public Expectation expect() {
        return identity.expect();
    }

    /** Returns the rule that names the defect of a broken primitive; null for other primitives. */
    public Rule defect() {
        return identity.primitive().defect();
    }

    /** Returns whether the cell ran before the plan, to prove that its planted defect is seen. */
    public boolean oracle() {
        return identity.oracle();
    }

    /** Returns how long the cell raced, in seconds. */
    public double seconds() {
        return racing.seconds();
    }

    /** Returns the deletions by their outcome. */
    public Attempts attempts() {
        return racing.attempts();
    }

    /** Returns one counter, summed over all pairs; 0 if it is absent. */
    public long count(Counter counter) {
        return racing.count(counter);
    }

    /** Returns the number of handlers that ran. */
    public long expiries() {
        return racing.count(Counter.EXPIRIES);
    }

    /** Returns the pairs of CPUs. */
    public List<PairResult> pairs() {
        return racing.pairs();
    }

    /** Returns what happened while modules were loaded and unloaded; null unless the scenario does that. */
    public Cycles cycles() {
        return racing.cycles();
    }

    /** Returns how often each rule was checked. */
    public Map<Rule, Long> rulesChecked() {
        return checks.performed();
    }

    /** Returns the rules that the cell claims to check and never did. */
    public List<Rule> unchecked() {
        return checks.unchecked();
    }

    /** Returns the rules that were broken. */
    public List<Violation> violations() {
        return checks.violations();
    }

    /** Returns what the kernel reported by itself during the cell. */
    public List<KernelReport> kernelReports() {
        return checks.kernelReports();
    }

    /** Returns the encounters in a second of racing; 0 if the cell did not race. */
    public double encountersPerSecond() {
        return seconds() > 0 ? attempts().encounter() / seconds() : 0;
    }

    /** Returns the number of handlers that ran without those that the chase left alone. */
    public long expiriesRaced() {
        return expiries() - count(Counter.ALONE_EXPIRIES);
    }

    /** Returns the share of {@link #expiriesRaced} that a deletion overlapped, 0 to 1; 0 if there were none. */
    public double shareMet() {
        return expiriesRaced() > 0 ? (double) attempts().encounter() / expiriesRaced() : 0;
    }

    /**
     * Returns how many handlers all pairs together would run in a second if nobody deleted. It is measured in rounds
     * that the chase leaves alone; empty if these took less than 20 ms.
     */
    public OptionalDouble limitPerSecond() {
        long ns = count(Counter.ALONE_NS);
        return ns >= LEAST_ALONE_NS
                ? OptionalDouble.of(NS_PER_SECOND * count(Counter.ALONE_TIMED) * pairs().size() / ns)
                : OptionalDouble.empty();
    }

    /** Returns the encounters in a second as a share of {@link #limitPerSecond}; empty if that is unknown or 0. */
    public OptionalDouble shareOfLimit() {
        OptionalDouble limit = limitPerSecond();
        return limit.isPresent() && limit.getAsDouble() > 0
                ? OptionalDouble.of(encountersPerSecond() / limit.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Returns the scenario, with the engine if it is made for encounters and else with the placement. */
    public String setting() {
        return scenario() + " "
                + (aim() == Outcome.ENCOUNTER ? align().label() : placement().label());
    }

    /** Returns whether the kernel answered in the cell. */
    public boolean raced() {
        return status == CellStatus.RAN || status == CellStatus.CRASHED || status == CellStatus.FAULTED;
    }

    /** Returns the durations of the calls with the outcome that the scenario aims at; null if there were none. */
    public LatencySummary aimed() {
        if (timing.latency() == null) {
            return null;
        }
        return switch (aim()) {
            case EARLY -> timing.latency().early();
            case ENCOUNTER -> timing.latency().encounter();
            case LATE -> timing.latency().late();
        };
    }
}
