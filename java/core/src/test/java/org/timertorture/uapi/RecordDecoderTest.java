// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.timertorture.uapi.RecordWriter.bucket;
import static org.timertorture.uapi.RecordWriter.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    @Test
    void aCellsRecordsComeAsTheyWereWritten() throws Exception {
        List<KernelRecord> records = RecordDecoder.decode(wholeCell(ORDER).buffer());

        assertEquals(
                List.of(
                        StartRecord.class,
                        ProgressRecord.class,
                        ViolationRecord.class,
                        HistogramRecord.class,
                        CalibrationRecord.class,
                        CountersRecord.class,
                        EventsRecord.class,
                        HistogramRecord.class,
                        EndRecord.class),
                records.stream().map(Object::getClass).toList());
        ProgressRecord progress = (ProgressRecord) records.get(1);
        assertEquals(List.of(1L, 2L, 3L), progress.attempts());
        assertEquals(5, progress.expiries());
        ViolationRecord violation = (ViolationRecord) records.get(2);
        assertEquals(-1, violation.ret());
        assertEquals(List.of(ViolationFlag.IN_HANDLER, ViolationFlag.PENDING), ViolationFlag.allIn(violation.flags()));
        HistogramRecord histogram = (HistogramRecord) records.get(7);
        assertEquals(List.of(bucket(3, 7), bucket(1023, 1)), histogram.buckets());
        assertEquals(8, histogram.count());
        assertEquals(EndReason.SUSPECT.number(), ((EndRecord) records.get(8)).reason());
    }

    @Test
    void theBuffersByteOrderCounts() throws Exception {
        assertEquals(
                values(RecordDecoder.decode(wholeCell(ByteOrder.LITTLE_ENDIAN).buffer())),
                values(RecordDecoder.decode(wholeCell(ByteOrder.BIG_ENDIAN).buffer())));
    }

    @Test
    void typesOfALaterModuleAreSkipped() throws Exception {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .record(4711, new EndRecord(ORDER), 16)
                .end(0, EndReason.TIME, 1, 0)
                .buffer();

        List<KernelRecord> records = RecordDecoder.decode(buffer);

        assertEquals(new UnknownRecord(4711, EndRecord.SIZE + 16), records.get(0));
        assertInstanceOf(EndRecord.class, records.get(1));
    }

    @Test
    void theTailOfALongerBodyIsSkipped() throws Exception {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .record(RecordType.END.number(), new EndRecord(ORDER).cell(7), 24)
                .end(8, EndReason.TIME, 1, 0)
                .buffer();

        assertEquals(
                List.of(7, 8),
                RecordDecoder.decode(buffer).stream().map(KernelRecord::cell).toList());
    }

    @Test
    void aBodyThatIsTooShortIsRefused() {
        byte[] end = new RecordWriter(ORDER).end(0, EndReason.TIME, 1, 0).bytes();
        byte[] shorter = Arrays.copyOf(end, end.length - 8);
        ByteBuffer buffer = ByteBuffer.wrap(shorter).order(ORDER);
        buffer.putInt(4, shorter.length);

        assertRefused(buffer, "tt_rec_end has");
    }

    @Test
    void aRecordThatIsCutOffIsRefusedWhereverTheCutIs() {
        byte[] whole = wholeCell(ORDER).bytes();
        byte[] last = new RecordWriter(ORDER).end(0, EndReason.TIME, 1, 0).bytes();
        for (int cut = 1; cut < last.length; cut++) {
            assertRefused(
                    ByteBuffer.wrap(Arrays.copyOf(whole, whole.length - cut)).order(ORDER), "cut off");
        }
    }

    @Test
    void impossibleLengthsAreRefused() {
        for (int length : new int[] {0, 4, 7, 12, -8}) {
            ByteBuffer buffer =
                    new RecordWriter(ORDER).end(0, EndReason.TIME, 1, 0).buffer();
            buffer.putInt(4, length);
            assertRefused(buffer, "impossible length");
        }
    }

    @Test
    void moreBucketsThanTheRecordHasRoomForAreRefused() {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .histogram(0, 0, HistogramKind.EARLY, 1, 1, List.of(bucket(1, 1)))
                .buffer();
        new HistogramRecord(buffer).nrBuckets(2);
        assertRefused(buffer, "tt_rec_histogram of 2 elements has room for 1");
    }

    @Test
    void moreEventsThanTheRecordHasRoomForAreRefused() {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .events(0, 0, Rule.HUNG, 0, List.of(event(1, 2, 3, 4, EventKind.EXIT, 0)))
                .buffer();
        new EventsRecord(buffer).nrEvents(2);
        assertRefused(buffer, "tt_rec_events of 2 elements has room for 1");
    }

    @Test
    void eventsAreReadAsTheyWereWritten() throws Exception {
        List<EventStruct> events =
                List.of(event(1L << 40, 7, 3, 2, EventKind.ARM, 12), event(1L << 41, 8, 3, 2, EventKind.VIOLATION, -1));
        EventsRecord record = (EventsRecord) RecordDecoder.decode(new RecordWriter(ORDER)
                        .events(5, 1, Rule.SHUTDOWN, 3, events)
                        .buffer())
                .get(0);
        assertEquals(
                List.of(5, 1, Rule.SHUTDOWN.number(), 3),
                List.of(record.cell(), record.pair(), record.rule(), record.timer()));
        assertEquals(events, record.events());
    }

    @Test
    void aPairWithoutAThirdCpuIsReadAsSuch() throws Exception {
        CountersRecord counters = (CountersRecord) RecordDecoder.decode(new RecordWriter(ORDER)
                        .counters(0, 0, s -> s.thirdCpu(0xffff_ffffL).lateMax(5).drawn(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
                        .buffer())
                .get(0);
        assertEquals(Uapi.NO_CPU, counters.thirdCpu());
        assertEquals(5, counters.lateMax());
        assertEquals(8, counters.drawn().get(Draw.BEYOND.number()));
    }

    @Test
    void aBucketOutsideIsRefused() {
        assertRefused(
                new RecordWriter(ORDER)
                        .histogram(0, 0, HistogramKind.EARLY, 1, 1, List.of(bucket(1024, 1)))
                        .buffer(),
                "bucket 1024");
    }

    @Test
    void aNumberThatTheHeaderDoesNotHaveIsRefused() {
        ByteBuffer buffer = new RecordWriter(ORDER).end(0, EndReason.TIME, 1, 0).buffer();
        new EndRecord(buffer).reason(99);
        assertRefused(buffer, "no EndReason has the number 99");
    }

    @Test
    void garbageIsRefusedOrSkippedButNeverBreaksAnything() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = wholeCell(ORDER).bytes();
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                RecordDecoder.decode(ByteBuffer.wrap(bytes).order(ORDER));
            } catch (MalformedRecordException e) {
                assertTrue(!e.getMessage().isBlank());
            }
        }
    }

    private static void assertRefused(ByteBuffer buffer, String why) {
        String message = assertThrows(MalformedRecordException.class, () -> RecordDecoder.decode(buffer))
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    /** All fields of all records, those of their elements among them. */
    private static List<String> values(List<KernelRecord> records) {
        return records.stream()
                .map(r -> r.toString()
                        + (r instanceof HistogramRecord h ? h.buckets() : "")
                        + (r instanceof EventsRecord e ? e.events() : ""))
                .toList();
    }

    private static RecordWriter wholeCell(ByteOrder order) {
        return new RecordWriter(order)
                .started(0, 1, 1000, 2)
                .progress(0, 100, 1, 2, 3, 5)
                .violation(0, Rule.RETURN_TRUTH, 0, 3, s -> s.ret(-1).flags(3))
                .slice(0, 0, HistogramKind.ENCOUNTER, 100, List.of(bucket(3, 7)))
                .calibration(0, 0, 90, 100, 1000)
                .counters(0, 0, s -> s.expiries(5))
                .events(0, 0, Rule.RETURN_TRUTH, 3, List.of(event(1, 2, 3, 4, EventKind.EXIT, -1)))
                .histogram(0, 0, HistogramKind.ENCOUNTER, 3, 9_999_999, List.of(bucket(3, 7), bucket(1023, 1)))
                .end(0, EndReason.SUSPECT, 200, 0);
    }
}
