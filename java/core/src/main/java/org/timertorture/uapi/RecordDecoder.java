// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the stream of records. A type that the header does not have becomes an {@link UnknownRecord}. Of a record that
 * is longer than the header says, the tail is ignored.
 */
public final class RecordDecoder {
    private static final int ALIGNMENT = 8;

    private RecordDecoder() {}

    /**
     * Decodes whole records from the buffer's position to its limit, in the buffer's order. The records keep copies of
     * their bytes, so the buffer can be used again.
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
            byte[] bytes = new byte[length];
            buffer.get(at, bytes);
            try {
                records.add(decodeOne(type, ByteBuffer.wrap(bytes).order(buffer.order())));
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
        if (left < HdrRecord.SIZE) {
            throw new MalformedRecordException("record cut off at " + at + ": " + left + " bytes are no head");
        }
        int length = buffer.getInt(at + Integer.BYTES);
        if (length < HdrRecord.SIZE || length % ALIGNMENT != 0) {
            throw new MalformedRecordException(
                    "record at " + at + " has the impossible length " + Integer.toUnsignedString(length));
        }
        if (length > left) {
            throw new MalformedRecordException(
                    "record cut off at " + at + ": " + left + " bytes of " + length + " are there");
        }
        return length;
    }

    private static KernelRecord decodeOne(int type, ByteBuffer bytes) {
        Optional<RecordType> known = RecordType.numbered(type);
        if (known.isEmpty()) {
            return new UnknownRecord(type, bytes.limit());
        }
        return switch (known.get()) {
            case START -> checked(new StartRecord(bytes));
            case PROGRESS -> checked(new ProgressRecord(bytes));
            case VIOLATION -> checked(new ViolationRecord(bytes));
            case SLICE, HISTOGRAM -> checked(new HistogramRecord(bytes));
            case CALIBRATION -> checked(new CalibrationRecord(bytes));
            case COUNTERS -> checked(new CountersRecord(bytes));
            case EVENTS -> checked(new EventsRecord(bytes));
            case DEFEAT -> checked(new DefeatRecord(bytes));
            case END -> checked(new EndRecord(bytes));
        };
    }

    /** Refuses a record with a malformed field at once, rather than when somebody reads the field. */
    private static <T extends Struct & KernelRecord> T checked(T record) {
        record.check();
        if (record instanceof HistogramRecord histogram) {
            HistogramKind.of(histogram.which());
            histogram.buckets().forEach(RecordDecoder::check);
        } else if (record instanceof EventsRecord events) {
            events.events().forEach(RecordDecoder::check);
        } else if (record instanceof DefeatRecord defeat) {
            Cold.of(defeat.cold());
        } else if (record instanceof EndRecord end) {
            EndReason.of(end.reason());
        }
        return record;
    }

    private static void check(BucketStruct bucket) {
        bucket.check();
        if (bucket.index() < 0 || bucket.index() >= Uapi.HIST_BUCKETS) {
            throw new IllegalArgumentException("bucket " + bucket.index() + " of " + Uapi.HIST_BUCKETS);
        }
    }

    private static void check(EventStruct event) {
        event.check();
        EventKind.of(event.what());
    }
}
