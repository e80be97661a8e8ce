// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.KernelRecord;

/** The records of one cell, as they came. */
final class CellLog {
    private final int cell;
    private final List<KernelRecord.Violation> violations = new ArrayList<>();
    private final List<KernelRecord.Slice> slices = new ArrayList<>();
    private final List<KernelRecord.Calibration> calibrations = new ArrayList<>();
    private final List<KernelRecord.Counters> counters = new ArrayList<>();
    private final List<KernelRecord.Events> events = new ArrayList<>();
    private final List<KernelRecord.Defeat> defeats = new ArrayList<>();
    private final List<KernelRecord.HistogramRecord> histograms = new ArrayList<>();
    private CycleTally cycles;
    private KernelRecord.Started started;
    private KernelRecord.Progress progress;
    private KernelRecord.End end;

    CellLog(int cell) {
        this.cell = cell;
    }

    void add(KernelRecord record) {
        if (record.cell() != cell) {
            return;
        }
        if (record instanceof KernelRecord.Started r) {
            started = r;
        } else if (record instanceof KernelRecord.Progress r) {
            progress = r;
        } else if (record instanceof KernelRecord.Violation r) {
            violations.add(r);
        } else if (record instanceof KernelRecord.Slice r) {
            slices.add(r);
        } else if (record instanceof KernelRecord.Calibration r) {
            calibrations.add(r);
        } else if (record instanceof KernelRecord.Counters r) {
            counters.add(r);
        } else if (record instanceof KernelRecord.Events r) {
            events.add(r);
        } else if (record instanceof KernelRecord.Defeat r) {
            defeats.add(r);
        } else if (record instanceof KernelRecord.HistogramRecord r) {
            histograms.add(r);
        } else if (record instanceof KernelRecord.End r) {
            end = r;
        }
    }

    void cycles(CycleTally tally) {
        cycles = tally;
    }

    /** Of a cell that consists of loading and unloading. */
    Optional<CycleTally> cycles() {
        return Optional.ofNullable(cycles);
    }

    Optional<KernelRecord.Started> started() {
        return Optional.ofNullable(started);
    }

    /** The latest one. */
    Optional<KernelRecord.Progress> progress() {
        return Optional.ofNullable(progress);
    }

    Optional<KernelRecord.End> end() {
        return Optional.ofNullable(end);
    }

    List<KernelRecord.Violation> violations() {
        return violations;
    }

    List<KernelRecord.Slice> slices() {
        return slices;
    }

    List<KernelRecord.Calibration> calibrations() {
        return calibrations;
    }

    List<KernelRecord.Counters> counters() {
        return counters;
    }

    List<KernelRecord.Defeat> defeats() {
        return defeats;
    }

    List<KernelRecord.Events> events() {
        return events;
    }

    List<KernelRecord.HistogramRecord> histograms() {
        return histograms;
    }
}
