// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.CalibrationRecord;
import org.timertorture.uapi.CountersRecord;
import org.timertorture.uapi.DefeatRecord;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.EventsRecord;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.ProgressRecord;
import org.timertorture.uapi.RecordType;
import org.timertorture.uapi.StartRecord;
import org.timertorture.uapi.ViolationRecord;

/**
 * The records of one cell, in the order of their arrival. A cell may race in several turns, each with a start of its
 * own. Their records then read as those of one: counters and times are sums, and what led to a violation is kept of the
 * first one.
 */
final class CellLog {
    private static final int MOST_EVIDENCE = 16;

    private final int cell;
    private final List<ViolationRecord> violations = new ArrayList<>();
    private final List<HistogramRecord> slices = new ArrayList<>();
    private final List<CalibrationRecord> calibrations = new ArrayList<>();
    private final List<CountersRecord> counters = new ArrayList<>();
    private final List<EventsRecord> events = new ArrayList<>();
    private final List<DefeatRecord> defeats = new ArrayList<>();
    private final List<HistogramRecord> histograms = new ArrayList<>();
    private final List<String> kernelLines = new ArrayList<>();
    private CycleTally cycles;
    private StartRecord started;
    private ProgressRecord progress;
    private EndRecord end;
    private EarlierTurns earlier = EarlierTurns.NONE;

    CellLog(int cell) {
        this.cell = cell;
    }

    void add(KernelRecord record) {
        if (record.cell() != cell) {
            return;
        }
        if (record instanceof StartRecord r) {
            start(r);
        } else if (record instanceof ProgressRecord r) {
            progress = earlier.plus(r);
        } else if (record instanceof ViolationRecord r) {
            violation(r);
        } else if (record instanceof HistogramRecord r) {
            if (r.type() == RecordType.SLICE.number()) {
                slices.add(earlier.plus(r));
            } else {
                histograms.add(r);
            }
        } else if (record instanceof CalibrationRecord r) {
            calibrations.add(r);
        } else if (record instanceof CountersRecord r) {
            count(r);
        } else if (record instanceof EventsRecord r) {
            if (!earlier.traced()) {
                events.add(r);
            }
        } else if (record instanceof DefeatRecord r) {
            defeats.add(r);
        } else if (record instanceof EndRecord r) {
            end = earlier.plus(r);
        }
    }

    /** Adds lines that the kernel printed during the cell. */
    void said(List<String> lines) {
        kernelLines.addAll(lines);
    }

    /** Returns what the kernel printed during the cell. */
    List<String> kernelLines() {
        return kernelLines;
    }

    private void start(StartRecord r) {
        if (started == null) {
            started = r;
            return;
        }
        started.early(started.early() + r.early());
        started.warp(Math.max(started.warp(), r.warp()));
        started.warpMax(Math.max(started.warpMax(), r.warpMax()));
    }

    private void violation(ViolationRecord r) {
        if (violations.stream().filter(v -> v.rule() == r.rule()).count() < MOST_EVIDENCE) {
            violations.add(r);
        }
    }

    private void count(CountersRecord r) {
        counters.stream()
                .filter(c -> c.pair() == r.pair())
                .findFirst()
                .ifPresentOrElse(c -> MergedCounters.add(c, r), () -> counters.add(r));
    }

    /** Prepares for the records of another turn. Those of the turn before must have come to their end. */
    void nextTurn() {
        earlier = EarlierTurns.of(this);
        progress = earlier.progress();
        end = null;
    }

    void cycles(CycleTally tally) {
        cycles = tally;
    }

    /** Returns the counts of a cell that loads and unloads modules; empty for other cells. */
    Optional<CycleTally> cycles() {
        return Optional.ofNullable(cycles);
    }

    Optional<StartRecord> started() {
        return Optional.ofNullable(started);
    }

    /** Returns the latest progress record. */
    Optional<ProgressRecord> progress() {
        return Optional.ofNullable(progress);
    }

    Optional<EndRecord> end() {
        return Optional.ofNullable(end);
    }

    List<ViolationRecord> violations() {
        return violations;
    }

    List<HistogramRecord> slices() {
        return slices;
    }

    List<CalibrationRecord> calibrations() {
        return calibrations;
    }

    List<CountersRecord> counters() {
        return counters;
    }

    List<DefeatRecord> defeats() {
        return defeats;
    }

    List<EventsRecord> events() {
        return events;
    }

    List<HistogramRecord> histograms() {
        return histograms;
    }
}
