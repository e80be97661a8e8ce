// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/** Writes records as the module does, for tests. */
public final class RecordWriter {
    private final ByteOrder order;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public RecordWriter(ByteOrder order) {
        this.order = order;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes()).order(order);
    }

    /** A record of any type; {@code tail} bytes follow the body that this version knows. */
    public RecordWriter record(int type, Layout layout, int tail, Consumer<Struct> fill) {
        ByteBuffer buffer = ByteBuffer.allocate(layout.size() + tail).order(order);
        head(buffer, type);
        fill.accept(layout.at(buffer, 0));
        bytes.writeBytes(buffer.array());
        return this;
    }

    public RecordWriter started(int cell, int pairs, long clock, long claims) {
        return started(cell, pairs, clock, claims, 0, 0);
    }

    public RecordWriter started(int cell, int pairs, long clock, long claims, long early, long warp) {
        return record(
                RecordType.START,
                Layouts.REC_START,
                0,
                s -> s.putU32("cell", cell)
                        .putU32("pairs", pairs)
                        .putU64("clock", clock)
                        .putU64("mono_ns", 1)
                        .putU32("early", early)
                        .putU32("warp", warp)
                        .putU64("warp_max", warp)
                        .putU32("claims", claims));
    }

    public RecordWriter progress(int cell, long elapsedNs, long early, long encounters, long late, long expiries) {
        return record(
                RecordType.PROGRESS,
                Layouts.REC_PROGRESS,
                0,
                s -> s.putU32("cell", cell)
                        .putU64("elapsed_ns", elapsedNs)
                        .putU64s("attempts", early, encounters, late)
                        .putU64("expiries", expiries));
    }

    public RecordWriter violation(int cell, Rule rule, int pair, long timer, Consumer<Struct> more) {
        return record(RecordType.VIOLATION, Layouts.REC_VIOLATION, 0, s -> {
            s.putU32("cell", cell)
                    .putU32("rule", rule.number())
                    .putU32("pair", pair)
                    .putU32("timer", timer);
            more.accept(s);
        });
    }

    public RecordWriter counters(int cell, int pair, Consumer<Struct> more) {
        return record(RecordType.COUNTERS, Layouts.REC_COUNTERS, 0, s -> {
            s.putU32("cell", cell).putU32("pair", pair);
            more.accept(s);
        });
    }

    public RecordWriter calibration(int cell, int slice, long recordedOps, long bareOps, long ticks) {
        return record(
                RecordType.CALIBRATION,
                Layouts.REC_CALIBRATION,
                0,
                s -> s.putU32("cell", cell)
                        .putU32("slice", slice)
                        .putU64("recorded_ops", recordedOps)
                        .putU64("recorded_ticks", ticks)
                        .putU64("bare_ops", bareOps)
                        .putU64("bare_ticks", ticks));
    }

    /** Of one pair, the whole cell. */
    public RecordWriter histogram(
            int cell, int pair, int which, long min, long max, List<KernelRecord.Bucket> buckets) {
        return histogram(RecordType.HISTOGRAM, cell, pair, which, min, max, 0, buckets);
    }

    /** Of one slice of time. */
    public RecordWriter slice(int cell, int number, int which, long endNs, List<KernelRecord.Bucket> buckets) {
        return histogram(RecordType.SLICE, cell, number, which, 0, 0, endNs, buckets);
    }

    private RecordWriter histogram(
            int type,
            int cell,
            int pair,
            int which,
            long min,
            long max,
            long endNs,
            List<KernelRecord.Bucket> buckets) {
        ByteBuffer buffer = ByteBuffer.allocate(Layouts.REC_HISTOGRAM.size() + buckets.size() * Layouts.BUCKET.size())
                .order(order);
        head(buffer, type);
        long count = buckets.stream().mapToLong(KernelRecord.Bucket::count).sum();
        Layouts.REC_HISTOGRAM
                .at(buffer, 0)
                .putU32("cell", cell)
                .putU32("pair", pair)
                .putU32("which", which)
                .putU32("buckets", buckets.size())
                .putU64("count", count)
                .putU64("min", min)
                .putU64("max", max)
                .putU64("elapsed_ns", endNs);
        for (int i = 0; i < buckets.size(); i++) {
            Layouts.BUCKET
                    .at(buffer, Layouts.REC_HISTOGRAM.size() + i * Layouts.BUCKET.size())
                    .putU32("index", buckets.get(i).index())
                    .putU64("count", buckets.get(i).count());
        }
        bytes.writeBytes(buffer.array());
        return this;
    }

    /** What one context saw. */
    public RecordWriter events(int cell, int pair, Rule rule, long timer, List<KernelRecord.Event> events) {
        ByteBuffer buffer = ByteBuffer.allocate(Layouts.REC_EVENTS.size() + events.size() * Layouts.EVENT.size())
                .order(order);
        head(buffer, RecordType.EVENTS);
        Layouts.REC_EVENTS
                .at(buffer, 0)
                .putU32("cell", cell)
                .putU32("pair", pair)
                .putU32("rule", rule.number())
                .putU32("timer", timer)
                .putU32("events", events.size());
        for (int i = 0; i < events.size(); i++) {
            KernelRecord.Event event = events.get(i);
            Layouts.EVENT
                    .at(buffer, Layouts.REC_EVENTS.size() + i * Layouts.EVENT.size())
                    .putU64("clock", event.clock())
                    .putU64("generation", event.generation())
                    .putU32("timer", event.timer())
                    .putU32("cpu", event.cpu())
                    .putU32("what", event.what().number())
                    .putS32("value", event.value());
        }
        bytes.writeBytes(buffer.array());
        return this;
    }

    public RecordWriter end(int cell, EndReason reason, long elapsedNs, long lost) {
        return record(
                RecordType.END,
                Layouts.REC_END,
                0,
                s -> s.putU32("cell", cell)
                        .putU32("reason", reason.ordinal())
                        .putU64("elapsed_ns", elapsedNs)
                        .putU64("lost", lost));
    }

    private static void head(ByteBuffer buffer, int type) {
        Layouts.REC_HDR.at(buffer, 0).putU32("type", type).putU32("len", buffer.limit());
    }
}
