// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.HistogramRecord;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.ProgressRecord;

/**
 * What the turns of a cell that are over came to. It is added to records that count from the beginning of their turn.
 *
 * @param progress the sums at the end of these turns; null if there were none
 * @param slices the number of slices
 * @param lost records that were lost
 * @param pausedNs for how long the machine was paused, in ns
 * @param traced whether the events that led to a violation are known
 */
record EarlierTurns(ProgressRecord progress, int slices, long lost, long pausedNs, boolean traced) {
    static final EarlierTurns NONE = new EarlierTurns(null, 0, 0, 0, false);

    /** The turns of a log whose last turn has ended. */
    static EarlierTurns of(CellLog log) {
        EndRecord end = log.end().orElseThrow();
        CellCounters counters = new CellCounters(log.counters());
        long[] attempts = new long[Outcome.values().length];
        for (Outcome outcome : Outcome.values()) {
            attempts[outcome.number()] = counters.sum(c -> c.attempts().get(outcome.number()));
        }
        ProgressRecord sums = new ProgressRecord(end.bytes().order());
        sums.cell(end.cell())
                .elapsedNs(end.elapsedNs())
                .attempts(attempts)
                .expiries(counters.sum(c -> c.expiries() - c.aloneExpiries()))
                .violations(counters.sum(
                        c -> c.violated().stream().mapToLong(Long::longValue).sum()));
        return new EarlierTurns(
                sums,
                log.slices().stream().mapToInt(s -> s.pair() + 1).max().orElse(0),
                end.lost(),
                end.pausedNs(),
                !log.events().isEmpty());
    }

    ProgressRecord plus(ProgressRecord r) {
        if (progress == null) {
            return r;
        }
        long[] attempts = new long[Outcome.values().length];
        for (int i = 0; i < attempts.length; i++) {
            attempts[i] = progress.attempts().get(i) + r.attempts().get(i);
        }
        return r.elapsedNs(progress.elapsedNs() + r.elapsedNs())
                .attempts(attempts)
                .expiries(progress.expiries() + r.expiries())
                .violations(progress.violations() + r.violations())
                .lost(lost + r.lost());
    }

    /** A slice is numbered in its pair's field. */
    HistogramRecord plus(HistogramRecord slice) {
        return progress == null
                ? slice
                : slice.pair(slices + slice.pair()).elapsedNs(progress.elapsedNs() + slice.elapsedNs());
    }

    EndRecord plus(EndRecord r) {
        return progress == null
                ? r
                : r.elapsedNs(progress.elapsedNs() + r.elapsedNs())
                        .pausedNs(pausedNs + r.pausedNs())
                        .lost(lost + r.lost());
    }
}
