// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.plan.Expectation;
import org.timertorture.result.Assessment;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Health;
import org.timertorture.result.HostKind;
import org.timertorture.result.Trust;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Counter;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Phase;
import org.timertorture.uapi.Rule;

/**
 * Judges what a run can be relied on for. Emulation and overcommitment lower only the trust in the times: rules also
 * hold on slow machines, as long as races happen. Emulation of another architecture also lowers the trust in the
 * verdict if it hides what that architecture's CPUs may reorder.
 */
public final class TrustJudge {
    /** With fewer encounters, a cell with the chase could hardly have failed. */
    static final long FEWEST_ENCOUNTERS = 10;
    /** With fewer encounters, a passed cell means little. */
    static final long FEW_ENCOUNTERS = 100;

    /** With fewer encounters, a phase may be missed by chance. */
    static final long ENOUGH_TO_COVER = 10_000;

    private static final double STARVED = 0.5;
    private static final double MOST_DISAGREEMENT = 0.01;
    private static final long ENOUGH_TO_COMPARE = 1_000;

    private final List<CellResult> cells;
    private final Circumstances circumstances;

    public TrustJudge(List<CellResult> cells, Circumstances circumstances) {
        this.cells = cells;
        this.circumstances = circumstances;
    }

    public Trust trust() {
        return new Trust(verdict(), timing());
    }

    /** Returns whether a cell that ran could not have failed because next to nothing happened in it. */
    public static boolean vacuous(CellResult cell) {
        CellJudge judge = new CellJudge(cell);
        if (cell.cycles() != null) {
            return cell.status() == CellStatus.RAN
                    && judge.toItsEnd()
                    && cell.cycles().vacuous();
        }
        if (ForcedOutcome.of(cell).isPresent()) {
            return cell.status() == CellStatus.RAN && judge.toItsEnd() && judge.forcingLost();
        }
        return cell.status() == CellStatus.RAN
                && judge.toItsEnd()
                && cell.violations().isEmpty()
                && (cell.attempts().sum() == 0
                        || cell.align() == Align.CHASE && cell.attempts().encounter() < FEWEST_ENCOUNTERS);
    }

    private Assessment verdict() {
        AssessmentBuilder reasons = new AssessmentBuilder();
        if (cells.stream().noneMatch(CellResult::raced)) {
            reasons.refuse("no cell ran");
        }
        if (circumstances.hidesReordering()) {
            reasons.degrade("weak memory ordering was not exercised: this host reorders less than the CPUs that it"
                    + " emulates, so a missing barrier is not found");
        }
        leftOut(reasons);
        windows(reasons);
        for (CellResult cell : cells) {
            if (cell.cycles() != null && vacuous(cell)) {
                reasons.refuse(
                        cell.shownId() + ": vacuous, " + count(cell.cycles().count(), "cycle")
                                + (cell.cycles().met() == null ? "" : ", and none of them met a running handler"));
            }
            if (cell.status() == CellStatus.RAN && cell.health() != null) {
                vacuity(cell, reasons);
                if (!cell.oracle()) {
                    measurement(cell, reasons);
                    coverage(cell, reasons);
                }
            }
        }
        return reasons.assessment();
    }

    /** The oracle tells of planted defects that were left out. */
    private void leftOut(AssessmentBuilder reasons) {
        Map<String, Long> counts = cells.stream()
                .filter(c -> c.status() == CellStatus.LEFT_OUT && !new CellJudge(c).planted())
                .collect(Collectors.groupingBy(CellResult::reason, LinkedHashMap::new, Collectors.counting()));
        counts.forEach(
                (reason, n) -> reasons.degrade(n + " of " + count(cells.size(), "cell") + " did not run: " + reason));
    }

    /** A sweep that never stayed at a window was not told where they are. */
    private void windows(AssessmentBuilder reasons) {
        List<CellResult> swept = cells.stream()
                .filter(c -> c.settings().sweeping() && c.count(Counter.STALL_STAYS) > 0)
                .toList();
        if (!swept.isEmpty() && swept.stream().allMatch(c -> c.count(Counter.STALL_WINDOWS) == 0)) {
            reasons.degrade("the sweep did not know where windows are: install libcapstone4 or libcapstone5, which"
                    + " decodes the kernel's instructions");
        }
    }

    private void vacuity(CellResult cell, AssessmentBuilder reasons) {
        CellJudge judge = new CellJudge(cell);
        if (judge.defectUnseen()) {
            reasons.refuse(cell.shownId() + ": the planted defect was not seen ("
                    + cell.expect().label() + ", " + count(cell.attempts().encounter(), "encounter") + ")");
        }
        if (judge.defectSeen() || !judge.toItsEnd()) {
            return;
        }
        Optional<ForcedOutcome> forced = ForcedOutcome.of(cell);
        if (forced.isPresent()) {
            forcing(cell, forced.get(), reasons);
            return;
        }
        boolean chase = cell.align() == Align.CHASE;
        long encounters = cell.attempts().encounter();
        if (vacuous(cell)) {
            long attempts = chase ? encounters : cell.attempts().sum();
            reasons.refuse(cell.shownId() + ": vacuous, " + count(attempts, chase ? "encounter" : "attempt") + " in "
                    + count(cell.expiries(), "expiry", "expiries"));
        } else if (chase && encounters < FEW_ENCOUNTERS) {
            reasons.degrade(cell.shownId() + ": only " + count(encounters, "encounter"));
        }
        if (chase && !cell.unchecked().isEmpty() && !vacuous(cell)) {
            reasons.degrade(cell.shownId() + ": never checked: "
                    + String.join(", ", Named.labels(cell.unchecked().toArray(Rule[]::new))));
        }
    }

    private static void forcing(CellResult cell, ForcedOutcome forced, AssessmentBuilder reasons) {
        String lost = cell.shownId() + ": the forcing was lost in " + forced.lost() + " of "
                + count(forced.trials(), "trial");
        if (vacuous(cell)) {
            reasons.refuse(lost);
        } else if (forced.lost() > 0 && !forced.kind().equals(Optional.of(Expectation.Kind.LOST))) {
            reasons.degrade(lost);
        }
    }

    private void measurement(CellResult cell, AssessmentBuilder reasons) {
        Health health = cell.health();
        if (health.earlyStarts() > 0) {
            reasons.degrade(cell.shownId() + ": the start barrier let " + count(health.earlyStarts(), "worker")
                    + " through early");
        }
        if (health.clockWarp().pairs() > 0) {
            reasons.degrade(cell.shownId() + ": the clocks of "
                    + count(health.clockWarp().pairs(), "pair") + " went backwards, by up to "
                    + health.clockWarp().maxNs() + " ns");
        }
        if (health.lostRecords() > 0) {
            reasons.degrade(cell.shownId() + ": " + count(health.lostRecords(), "record") + " lost");
        }
        if (!circumstances.overcommitted() && !cell.settings().stalling() && health.gapShare() > STARVED) {
            reasons.degrade(cell.shownId() + ": starved, a deleter did not run for " + percent(health.gapShare())
                    + " of the time");
        }
        long encounters = cell.attempts().encounter();
        long disagreements = cell.count(Counter.DISAGREEMENTS);
        // A stall between the kernel's mark and the handler's stamp makes them disagree, and so may a planted defect.
        if (!cell.settings().stalling()
                && cell.kind() != Kind.BROKEN
                && encounters >= ENOUGH_TO_COMPARE
                && disagreements > encounters * MOST_DISAGREEMENT) {
            reasons.degrade(cell.shownId() + ": stamps and return values disagree on "
                    + percent((double) disagreements / encounters) + " of the encounters");
        }
    }

    private static void coverage(CellResult cell, AssessmentBuilder reasons) {
        if (cell.align() == Align.CHASE && cell.attempts().encounter() >= ENOUGH_TO_COVER) {
            List<String> missed = Stream.of(Phase.BEFORE, Phase.ENTRY, Phase.BODY, Phase.LAST, Phase.AFTER)
                    .filter(phase -> began(cell, phase) == 0)
                    .map(Phase::label)
                    .toList();
            if (!missed.isEmpty()) {
                reasons.degrade(cell.shownId() + ": no deletion began in these phases of a handler: "
                        + String.join(", ", missed));
            }
        }
        if (cell.cycles() == null
                && cell.count(Counter.THIRD) == 0
                && cell.pairs().stream().anyMatch(p -> p.third() != null)) {
            reasons.degrade(cell.shownId() + ": the third CPU did nothing");
        }
        if (cell.settings().hotplug() && cell.count(Counter.HOTPLUGS) == 0) {
            reasons.degrade(cell.shownId() + ": no CPU went off line, " + cell.count(Counter.HOTPLUGS_REFUSED)
                    + " times it was refused");
        }
        if (cell.settings().stalling() && cell.count(Counter.STALLS) == 0) {
            reasons.degrade(cell.shownId() + ": windows not held open: no instruction was stalled; the kernel may"
                    + " have no CONFIG_KPROBES, or the machine no free hardware breakpoints");
        }
        if (cell.rulesChecked().isEmpty() && cell.attempts().sum() > 0) {
            reasons.degrade(cell.shownId() + ": no rule was checked");
        }
    }

    /**
     * Returns how many deletions began in a phase. Before the handler's entry, only those count in which the kernel had
     * already dequeued the timer.
     */
    private static long began(CellResult cell, Phase phase) {
        return phase == Phase.BEFORE && cell.coverage().phaseHistogram() != null
                ? cell.coverage().phaseHistogram().beforeEntry()
                : cell.coverage().phases().getOrDefault(phase, 0L);
    }

    private Assessment timing() {
        AssessmentBuilder reasons = new AssessmentBuilder();
        if (circumstances.emulated()) {
            reasons.refuse("emulated");
            if (!circumstances.noKvm().isEmpty()) {
                reasons.refuse("no KVM: " + circumstances.noKvm());
            }
        } else if (circumstances.host() == HostKind.EMULATED) {
            reasons.refuse("the host itself is emulated");
        } else if (circumstances.host() == HostKind.GUEST) {
            reasons.degrade("the host itself is a virtual machine");
        }
        if (circumstances.overcommitted()) {
            reasons.degrade("overcommitted: more virtual CPUs than the host has");
        }
        if (circumstances.noFreeCpu()) {
            reasons.degrade("no CPU was left free for the rest of the machine");
        }
        for (CellResult cell : cells) {
            Health health = cell.health();
            if (health != null && health.clockWarp().pairs() > 0) {
                reasons.refuse(cell.shownId() + ": clocks went backwards");
            }
            if (health != null && health.pausedSeconds() > 0) {
                reasons.degrade(cell.shownId() + ": paused " + Math.round(health.pausedSeconds()) + " s");
            }
            if (health != null && !circumstances.overcommitted() && health.gapShare() > STARVED) {
                reasons.degrade(cell.shownId() + ": starved");
            }
        }
        return reasons.assessment();
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String count(long n, String what) {
        return count(n, what, what + "s");
    }

    private static String count(long n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }
}
