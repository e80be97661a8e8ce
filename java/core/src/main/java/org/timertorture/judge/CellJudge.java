// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.timertorture.plan.Expectation;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.Cycles;
import org.timertorture.result.KernelReport;
import org.timertorture.result.Violation;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;

/** Compares the outcome of one cell with its expectation. */
public final class CellJudge {
    /** The rules that a kernel breaks when it forgets timers. */
    private static final Set<Rule> FORGETFUL = EnumSet.of(Rule.NOT_LOST, Rule.NOT_OVERTAKEN);

    private static final Set<Expectation.Kind> REPORTS_EXPECTED =
            EnumSet.of(Expectation.Kind.FAIL, Expectation.Kind.ANY, Expectation.Kind.CRASH);
    /** After a longer gap of a vCPU the kernel's own watchdogs are no witnesses. */
    private static final long LONGEST_GAP_NS = 5_000_000_000L;

    private final CellResult cell;
    private final Expectation expect;

    public CellJudge(CellResult cell) {
        this.cell = cell;
        this.expect = cell.expect();
    }

    /**
     * Returns whether an unexpected forbidden outcome occurred, or an expected outcome of a sound primitive did not.
     */
    public boolean failed() {
        return !unexpected().isEmpty()
                || !unexpectedReports().isEmpty()
                || hungUnexpectedly()
                || stuck()
                || forcedOtherwise()
                || missing() && (!planted() || survived());
    }

    /** Returns whether a forced race did not follow its script although that was not expected. */
    public boolean forcingLost() {
        return expect.kind() != Expectation.Kind.LOST
                && ForcedOutcome.of(cell)
                        .flatMap(ForcedOutcome::kind)
                        .filter(Expectation.Kind.LOST::equals)
                        .isPresent();
    }

    private boolean forcedOtherwise() {
        return expect.kind().forced()
                && cell.status() == CellStatus.RAN
                && toItsEnd()
                && !forcingLost()
                && !ForcedOutcome.of(cell).flatMap(ForcedOutcome::kind).equals(Optional.of(expect.kind()));
    }

    /** Returns whether the planted defect could have been detected and was not. */
    public boolean defectUnseen() {
        return planted() && missing() && !survived();
    }

    /** Returns whether the planted defect was detected. */
    public boolean defectSeen() {
        return cell.status() == CellStatus.FAULTED
                || planted() && expect.required().map(this::violated).orElse(false);
    }

    /** Returns the rule that must be broken; empty if there is none. */
    public Optional<Rule> required() {
        return expect.required();
    }

    /** Returns whether the cell has a planted defect that it is expected to show, and ran to its end. */
    public boolean tellsOfTheOracle() {
        return planted() && (cell.status() == CellStatus.FAULTED || cell.status() == CellStatus.RAN && toItsEnd());
    }

    /** Returns whether the cell has a planted defect that it is expected to show. */
    public boolean planted() {
        return cell.kind() == Kind.BROKEN && (expect.kind() == Expectation.Kind.FAIL || crash());
    }

    /** Returns the forbidden violations that were not expected. */
    public List<Violation> unexpected() {
        return cell.violations().stream()
                .filter(Violation::counts)
                .filter(v -> !expected(v))
                .toList();
    }

    /**
     * Returns the reports of the kernel that speak against it. A cell that expects the kernel's or the caller's rules to
     * be broken expects reports, too. A stall of the host makes the kernel report stalls.
     */
    public List<KernelReport> unexpectedReports() {
        if (REPORTS_EXPECTED.contains(expect.kind())) {
            return List.of();
        }
        boolean paused = cell.health() != null && cell.health().pausedSeconds() > 0;
        boolean stalled = paused
                || cell.pairs().stream()
                        .anyMatch(p -> p.counted() != null && p.counted().gaps().maxNs() > LONGEST_GAP_NS);
        return cell.kernelReports().stream()
                .filter(KernelReport::counts)
                .filter(r -> !(stalled && r.kind().causedByStalls()))
                .toList();
    }

    /**
     * Returns whether a violation was expected. A planted defect that was not seen is no excuse for a kernel that
     * forgets timers.
     */
    public boolean expected(Violation violation) {
        return expect.allows(violation.rule()) && !(FORGETFUL.contains(violation.rule()) && defectUnseen());
    }

    /** Returns whether a known finding occurred that the plan did not expect. */
    public boolean known() {
        return cell.violations().stream().anyMatch(v -> v.known() != null && !expected(v));
    }

    private boolean missing() {
        return cell.status() == CellStatus.RAN
                && toItsEnd()
                && (crash()
                        ? !vacuousCycles()
                        : expect.required().map(rule -> !violated(rule)).orElse(false));
    }

    private boolean crash() {
        return expect.kind() == Expectation.Kind.CRASH;
    }

    private boolean vacuousCycles() {
        return cell.cycles() != null && cell.cycles().vacuous();
    }

    /** Returns whether the kernel survived although it was expected to crash. */
    private boolean survived() {
        return crash() && missing();
    }

    /** Returns whether the kernel refused a step of a cycle, or a sound deletion left a timer behind. */
    private boolean stuck() {
        Cycles cycles = cell.cycles();
        return cycles != null
                && cell.status() == CellStatus.RAN
                && expect.kind() == Expectation.Kind.PASS
                && (cycles.end() == Cycles.End.STUCK || cycles.escaped() != null && cycles.escaped() > 0);
    }

    private boolean violated(Rule rule) {
        return cell.violations().stream().anyMatch(v -> v.rule() == rule);
    }

    private boolean hungUnexpectedly() {
        return endedBy(EndReason.HUNG) && !expect.allows(Rule.HUNG);
    }

    /** Returns whether the cell ran without being cut short from outside. */
    public boolean toItsEnd() {
        if (cell.cycles() != null) {
            return cell.cycles().complete();
        }
        return cell.health() != null
                && cell.health().end() != null
                && !endedBy(EndReason.STOPPED)
                && !endedFromOutside();
    }

    /** Returns whether something that nobody asked for ended the cell, and not its kernel. */
    boolean endedFromOutside() {
        return endedBy(EndReason.HOTPLUG) || endedBy(EndReason.UNATTENDED);
    }

    private boolean endedBy(EndReason reason) {
        return cell.health() != null && cell.health().end() == reason;
    }
}
