// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes the stream of records. Types that it does not know come as {@link KernelRecord.Unknown}; of bodies that are
 * longer than the one it knows it reads the part that it knows.
 */
public final class RecordDecoder {
    private static final int ALIGNMENT = 8;
    private static final int IN_HANDLER = 1;
    private static final int PENDING = 1 << 1;
    private static final int BY_HANDLER = 1 << 2;

    private RecordDecoder() {}

    /**
     * Decodes whole records from the buffer's position to its limit, in the buffer's order.
     *
     * @throws MalformedRecordException if a length is impossible, a record is cut off, or a field has a value that the
     *     header does not allow
     */
    public static List<KernelRecord> decode(ByteBuffer buffer) throws MalformedRecordException {
        List<KernelRecord> records = new ArrayList<>();
        int at = buffer.position();
        while (at < buffer.limit()) {
            int length = checkedLength(buffer, at);
            int type = buffer.getInt(at);
            ByteBuffer one = buffer.slice(at, length).order(buffer.order());
            try {
                records.add(decodeOne(type, one));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new MalformedRecordException("record of type " + type + " at " + at + ": " + e.getMessage());
            }
            at += length;
        }
        buffer.position(at);
        return records;
    }

    private static int checkedLength(ByteBuffer buffer, int at) throws MalformedRecordException {
        int left = buffer.limit() - at;
        if (left < Layouts.REC_HDR.size()) {
            throw new MalformedRecordException("record cut off at " + at + ": " + left + " bytes are no head");
        }
        int length = buffer.getInt(at + Integer.BYTES);
        if (length < Layouts.REC_HDR.size() || length % ALIGNMENT != 0) {
            throw new MalformedRecordException(
                    "record at " + at + " has the impossible length " + Integer.toUnsignedString(length));
        }
        if (length > left) {
            throw new MalformedRecordException(
                    "record cut off at " + at + ": " + left + " bytes of " + length + " are there");
        }
        return length;
    }

    private static KernelRecord decodeOne(int type, ByteBuffer one) throws MalformedRecordException {
        return switch (type) {
            case RecordType.START -> started(body(Layouts.REC_START, one));
            case RecordType.PROGRESS -> progress(body(Layouts.REC_PROGRESS, one));
            case RecordType.VIOLATION -> violation(body(Layouts.REC_VIOLATION, one));
            case RecordType.SLICE -> slice(body(Layouts.REC_HISTOGRAM, one), one);
            case RecordType.CALIBRATION -> calibration(body(Layouts.REC_CALIBRATION, one));
            case RecordType.COUNTERS -> counters(body(Layouts.REC_COUNTERS, one));
            case RecordType.HISTOGRAM -> histogram(body(Layouts.REC_HISTOGRAM, one), one);
            case RecordType.EVENTS -> events(body(Layouts.REC_EVENTS, one), one);
            case RecordType.DEFEAT -> defeat(body(Layouts.REC_DEFEAT, one));
            case RecordType.END -> end(body(Layouts.REC_END, one));
            default -> new KernelRecord.Unknown(type, one.limit());
        };
    }

    private static Struct body(Layout layout, ByteBuffer one) throws MalformedRecordException {
        if (one.limit() < layout.size()) {
            throw new MalformedRecordException(
                    layout.name() + " has " + layout.size() + " bytes, the record only " + one.limit());
        }
        return layout.at(one, 0);
    }

    private static KernelRecord started(Struct s) {
        return new KernelRecord.Started(
                s.u32("cell"),
                s.u32("primitive"),
                s.u32("scenario"),
                s.u32("pairs"),
                s.u64("clock"),
                s.u64("mono_ns"),
                s.u32AsLong("early"),
                s.u32AsLong("warp"),
                s.u64("warp_max"),
                s.u32AsLong("claims"));
    }

    private static KernelRecord progress(Struct s) {
        return new KernelRecord.Progress(
                s.u32("cell"),
                s.u32AsLong("lost"),
                s.u64("elapsed_ns"),
                list(s, "attempts"),
                s.u64("expiries"),
                s.u64("violations"));
    }

    private static KernelRecord violation(Struct s) {
        int flags = s.u32("flags");
        return new KernelRecord.Violation(
                s.u32("cell"),
                s.u32("rule"),
                s.u32("pair"),
                s.u32("cpu"),
                s.u32AsLong("timer"),
                s.s32("ret"),
                (flags & IN_HANDLER) != 0,
                (flags & PENDING) != 0,
                (flags & BY_HANDLER) != 0,
                s.u64("generation"),
                s.u64("begin"),
                s.u64("end"),
                s.u64("entry"),
                s.u64("exit"));
    }

    private static KernelRecord slice(Struct s, ByteBuffer one) throws MalformedRecordException {
        return new KernelRecord.Slice(
                s.u32("cell"),
                s.u32("pair"),
                Outcome.of(s.u32("which")),
                s.u64("elapsed_ns"),
                s.u64("count"),
                buckets(s, one));
    }

    private static KernelRecord histogram(Struct s, ByteBuffer one) throws MalformedRecordException {
        return new KernelRecord.HistogramRecord(
                s.u32("cell"),
                s.u32("pair"),
                Named.of(KernelRecord.HistogramRecord.Which.values(), s.u32("which")),
                s.u64("count"),
                s.u64("min"),
                s.u64("max"),
                s.u64("sum"),
                buckets(s, one));
    }

    private static List<KernelRecord.Bucket> buckets(Struct s, ByteBuffer one) throws MalformedRecordException {
        int count = s.u32("buckets");
        int room = (one.limit() - Layouts.REC_HISTOGRAM.size()) / Layouts.BUCKET.size();
        if (count > room) {
            throw new MalformedRecordException("a histogram of " + count + " buckets has room for " + room);
        }
        List<KernelRecord.Bucket> buckets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Struct bucket = Layouts.BUCKET.at(one, Layouts.REC_HISTOGRAM.size() + i * Layouts.BUCKET.size());
            int index = bucket.u32("index");
            if (index >= Buckets.COUNT) {
                throw new MalformedRecordException("bucket " + index + " of " + Buckets.COUNT);
            }
            buckets.add(new KernelRecord.Bucket(index, bucket.u64("count")));
        }
        return buckets;
    }

    private static KernelRecord calibration(Struct s) {
        return new KernelRecord.Calibration(
                s.u32("cell"),
                s.u32("slice"),
                s.u64("recorded_ops"),
                s.u64("recorded_ticks"),
                s.u64("bare_ops"),
                s.u64("bare_ticks"));
    }

    private static KernelRecord defeat(Struct s) {
        return new KernelRecord.Defeat(
                s.u32("cell"),
                s.u32("pair"),
                s.u64("trials"),
                s.u64("defeated"),
                s.u64("holds"),
                s.u64("hung"),
                s.u64("lost"),
                s.u64("lost_defeated"),
                s.u64("touched"),
                s.u64("bugs"),
                s.u64("warnings"),
                s.u64("unlinked_twice"),
                s.u64("gave_up"),
                s.u64("spurious"),
                s.u32("slots"),
                s.u32("handshakes"),
                s.u32("cold"),
                s.u32("remote_slots"),
                s.u64("warm_cost"),
                s.u64("flushed_cost"),
                s.u64("dirty_cost"),
                s.u64("looked"),
                s.u64("dirtied"));
    }

    private static KernelRecord counters(Struct s) {
        return new KernelRecord.Counters(
                s.u32("cell"),
                s.u32("pair"),
                list(s, "attempts"),
                s.u64("expiries"),
                s.u64("arms"),
                s.u64("rearms"),
                s.u64("doubtful_arms"),
                s.u64("dequeues"),
                s.u64("pending"),
                list(s, "returned"),
                s.u64("disagreements"),
                s.u64("disturbed"),
                s.u64("outlived"),
                s.u64("batches"),
                s.u32AsLong("batch"),
                s.u32("deleter_cpu"),
                s.u32("base_cpu"),
                s.u32("node"),
                s.u64("gap_max"),
                s.u64("gap_total"),
                s.u64("handler_min"),
                s.u64("handler_max"),
                list(s, "phases"),
                (int) s.u32AsLong("third_cpu"),
                s.u32AsLong("late_max"),
                s.u64("late"),
                s.u64("third"),
                s.u64("shutdown_arms"),
                s.u64("hotplugs"),
                s.u64("hotplugs_refused"),
                list(s, "drawn"),
                list(s, "checked"),
                list(s, "violated"),
                list(s, "drawn_level"),
                list(s, "drawn_ahead"),
                list(s, "phase_bins"));
    }

    private static KernelRecord events(Struct s, ByteBuffer one) throws MalformedRecordException {
        int count = s.u32("events");
        int room = (one.limit() - Layouts.REC_EVENTS.size()) / Layouts.EVENT.size();
        if (count > room) {
            throw new MalformedRecordException("a record of " + count + " events has room for " + room);
        }
        List<KernelRecord.Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Struct event = Layouts.EVENT.at(one, Layouts.REC_EVENTS.size() + i * Layouts.EVENT.size());
            events.add(new KernelRecord.Event(
                    event.u64("clock"),
                    event.u64("generation"),
                    event.u32AsLong("timer"),
                    event.u32("cpu"),
                    EventKind.of(event.u32("what")),
                    event.s32("value")));
        }
        return new KernelRecord.Events(s.u32("cell"), s.u32("pair"), s.u32("rule"), s.u32AsLong("timer"), events);
    }

    private static KernelRecord end(Struct s) {
        return new KernelRecord.End(
                s.u32("cell"), Named.of(EndReason.values(), s.u32("reason")), s.u64("elapsed_ns"), s.u64("lost"));
    }

    private static List<Long> list(Struct s, String field) {
        return Arrays.stream(s.u64s(field)).boxed().toList();
    }
}
