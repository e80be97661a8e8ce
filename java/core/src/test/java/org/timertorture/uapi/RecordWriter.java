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

    /** Writes a record of any type, with {@code tail} bytes after the struct. */
    public RecordWriter record(int type, Struct struct, int tail) {
        ByteBuffer all = ByteBuffer.allocate(struct.bytes().limit() + tail).order(order);
        all.put(struct.bytes()).rewind();
        new HdrRecord(all).type(type).len(all.limit());
        bytes.writeBytes(all.array());
        return this;
    }

    private RecordWriter record(RecordType type, Struct struct) {
        return record(type.number(), struct, 0);
    }

    public RecordWriter started(int cell, int pairs, long clock, long claims) {
        return started(cell, pairs, clock, claims, 0, 0);
    }

    public RecordWriter started(int cell, int pairs, long clock, long claims, long early, long warp) {
        return record(
                RecordType.START,
                new StartRecord(order)
                        .cell(cell)
                        .pairs(pairs)
                        .clock(clock)
                        .monoNs(1)
                        .early(early)
                        .warp(warp)
                        .warpMax(warp)
                        .claims(claims));
    }

    public RecordWriter progress(int cell, long elapsedNs, long early, long encounters, long late, long expiries) {
        return record(
                RecordType.PROGRESS,
                new ProgressRecord(order)
                        .cell(cell)
                        .elapsedNs(elapsedNs)
                        .attempts(early, encounters, late)
                        .expiries(expiries));
    }

    public RecordWriter violation(int cell, Rule rule, int pair, long timer, Consumer<ViolationRecord> more) {
        ViolationRecord violation = new ViolationRecord(order)
                .cell(cell)
                .rule(rule.number())
                .pair(pair)
                .timer(timer);
        more.accept(violation);
        return record(RecordType.VIOLATION, violation);
    }

    public RecordWriter counters(int cell, int pair, Consumer<CountersRecord> more) {
        CountersRecord counters = new CountersRecord(order).cell(cell).pair(pair);
        more.accept(counters);
        return record(RecordType.COUNTERS, counters);
    }

    public RecordWriter calibration(int cell, int slice, long recordedOps, long bareOps, long ticks) {
        return record(
                RecordType.CALIBRATION,
                new CalibrationRecord(order)
                        .cell(cell)
                        .slice(slice)
                        .recordedOps(recordedOps)
                        .recordedTicks(ticks)
                        .bareOps(bareOps)
                        .bareTicks(ticks));
    }

    /** Returns a bucket of a histogram. */
    public static BucketStruct bucket(int index, long count) {
        return new BucketStruct(ByteOrder.LITTLE_ENDIAN).index(index).count(count);
    }

    /** Writes the histogram of one pair in the whole cell. */
    public RecordWriter histogram(
            int cell, int pair, HistogramKind which, long min, long max, List<BucketStruct> buckets) {
        return record(
                RecordType.HISTOGRAM,
                histogram(buckets)
                        .cell(cell)
                        .pair(pair)
                        .which(which.number())
                        .min(min)
                        .max(max));
    }

    /** Writes the histogram of one slice of time. */
    public RecordWriter slice(int cell, int number, HistogramKind which, long endNs, List<BucketStruct> buckets) {
        return record(
                RecordType.SLICE,
                histogram(buckets).cell(cell).pair(number).which(which.number()).elapsedNs(endNs));
    }

    private HistogramRecord histogram(List<BucketStruct> buckets) {
        List<BucketStruct> ordered = buckets.stream()
                .map(b -> new BucketStruct(order).index(b.index()).count(b.count()))
                .toList();
        return new HistogramRecord(order, ordered)
                .count(buckets.stream().mapToLong(BucketStruct::count).sum());
    }

    /** Returns an event of a timer. */
    public static EventStruct event(long clock, long generation, int timer, int cpu, EventKind what, int value) {
        return new EventStruct(ByteOrder.LITTLE_ENDIAN)
                .clock(clock)
                .generation(generation)
                .timer(timer)
                .cpu(cpu)
                .what(what.number())
                .value(value);
    }

    /** Writes the events of one context. */
    public RecordWriter events(int cell, int pair, Rule rule, long timer, List<EventStruct> events) {
        List<EventStruct> ordered = events.stream()
                .map(e -> new EventStruct(order)
                        .clock(e.clock())
                        .generation(e.generation())
                        .timer(e.timer())
                        .cpu(e.cpu())
                        .what(e.what())
                        .value(e.value()))
                .toList();
        return record(
                RecordType.EVENTS,
                new EventsRecord(order, ordered)
                        .cell(cell)
                        .pair(pair)
                        .rule(rule.number())
                        .timer(timer));
    }

    public RecordWriter end(int cell, EndReason reason, long elapsedNs, long lost) {
        return record(
                RecordType.END,
                new EndRecord(order)
                        .cell(cell)
                        .reason(reason.number())
                        .elapsedNs(elapsedNs)
                        .lost(lost));
    }
}
