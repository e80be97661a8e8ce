// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.timertorture.judge.CellOutcome;
import org.timertorture.result.CellResult;
import org.timertorture.result.LatencySummary;
import org.timertorture.stats.ColdLines;
import org.timertorture.uapi.Outcome;

/** A cell of one row over all repeats, with its worst outcome and the spread of its figures. */
public final class MergedCell {
    private final List<CellOutcome> outcomes = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final List<Double> p50s = new ArrayList<>();
    private final List<Double> p99s = new ArrayList<>();

    void add(CellResult cell) {
        outcomes.add(CellOutcome.of(cell));
        if (!cell.raced()) {
            return;
        }
        if (cell.aim() == Outcome.ENCOUNTER) {
            shares.add(cell.shareMet());
        }
        LatencySummary aimed = ColdLines.measured(cell);
        if (aimed != null) {
            p50s.add((double) aimed.p50());
            p99s.add((double) aimed.p99());
        }
    }

    /** Returns the worst outcome. */
    public CellOutcome outcome() {
        return CellOutcome.worst(outcomes);
    }

    /**
     * Returns the share of handlers that a deletion overlapped, from 0 to 1; empty if the scenario does not aim at
     * encounters.
     */
    public Optional<Spread> shareMet() {
        return Spread.of(shares);
    }

    /**
     * Returns the median latency, in ns, of the outcome that the scenario aims at; empty if that outcome never came.
     */
    public Optional<Spread> p50() {
        return Spread.of(p50s);
    }

    /** Returns the 99th percentile, in ns, of the same latencies as {@link #p50}. */
    public Optional<Spread> p99() {
        return Spread.of(p99s);
    }
}
