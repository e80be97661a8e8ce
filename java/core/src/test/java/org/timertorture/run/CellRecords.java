// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.timertorture.uapi.RecordWriter.bucket;

import java.util.List;
import org.timertorture.uapi.EndReason;
import org.timertorture.uapi.HistogramKind;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;

/** Writes the records of cells with one pair: a cell that went well, a cell that broke a rule, and parts of these. */
final class CellRecords {
    private static final long SECOND = 1_000_000_000;

    private CellRecords() {}

    static RecordWriter goodCell(int cell) {
        RecordWriter writer = new RecordWriter(FakeKernel.ORDER)
                .started(cell, 1, 1000, 1 << Rule.NO_RUN_AFTER_SYNC.number())
                .progress(cell, SECOND / 2, 50, 4000, 100, 5000)
                .slice(cell, 0, HistogramKind.ENCOUNTER, SECOND, List.of(bucket(60, 8000)));
        return ending(goodCounters(writer, cell), cell, EndReason.TIME);
    }

    static RecordWriter badCell(int cell, Rule rule, long count) {
        return badCell(cell, rule, count, EndReason.TIME);
    }

    static RecordWriter badCell(int cell, Rule rule, long count, EndReason reason) {
        RecordWriter writer = new RecordWriter(FakeKernel.ORDER).started(cell, 1, 1000, 2);
        violation(writer, cell, rule).counters(cell, 0, s -> {
            long[] violated = new long[Uapi.RULES];
            violated[rule.number()] = count;
            s.attempts(100, 8000, 200).expiries(10_000).violated(violated);
            s.checked(ofRule(Rule.NO_RUN_AFTER_SYNC, 8300));
        });
        return ending(writer, cell, reason);
    }

    static RecordWriter violation(RecordWriter writer, int cell, Rule rule) {
        return writer.violation(
                cell,
                rule,
                0,
                5,
                s -> s.cpu(1).flags(1).generation(77).begin(2500).end(3000).entry(2900));
    }

    static RecordWriter goodCounters(RecordWriter writer, int cell) {
        return writer.counters(cell, 0, s -> {
                    long[] checked = ofRule(Rule.NO_RUN_AFTER_SYNC, 8300);
                    checked[Rule.NO_OVERLAP.number()] = 10_000;
                    long[] bins = new long[Uapi.PHASE_BINS];
                    bins[0] = 100;
                    bins[Uapi.PHASE_BINS_EACH - 1] = 50;
                    bins[Uapi.PHASE_BINS_EACH] = 2000;
                    s.attempts(100, 8000, 200)
                            .expiries(10_000)
                            .phases(0, 2000, 4000, 2000, 0, 300)
                            .drawnLevel(70, 0, 0, 0, 0, 0, 0, 0, 5)
                            .drawnAhead(60, 0, 15, 0, 0, 0, 0, 0, 0)
                            .phaseBins(bins)
                            .checked(checked);
                })
                .histogram(cell, 0, HistogramKind.ENCOUNTER, 40, 1000, List.of(bucket(40, 7999), bucket(190, 1)));
    }

    static RecordWriter ending(RecordWriter writer, int cell, EndReason reason) {
        return writer.end(cell, reason, SECOND, 0);
    }

    private static long[] ofRule(Rule rule, long count) {
        long[] counts = new long[Uapi.RULES];
        counts[rule.number()] = count;
        return counts;
    }
}
