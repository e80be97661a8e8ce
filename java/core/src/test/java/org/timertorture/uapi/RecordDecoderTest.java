// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                        KernelRecord.Started.class,
                        KernelRecord.Progress.class,
                        KernelRecord.Violation.class,
                        KernelRecord.Slice.class,
                        KernelRecord.Calibration.class,
                        KernelRecord.Counters.class,
                        KernelRecord.Events.class,
                        KernelRecord.HistogramRecord.class,
                        KernelRecord.End.class),
                records.stream().map(Object::getClass).toList());
        KernelRecord.Progress progress = (KernelRecord.Progress) records.get(1);
        assertEquals(List.of(1L, 2L, 3L), progress.attempts());
        assertEquals(5, progress.expiries());
        KernelRecord.Violation violation = (KernelRecord.Violation) records.get(2);
        assertEquals(-1, violation.returned());
        assertTrue(violation.inHandler() && violation.pending() && !violation.byHandler());
        KernelRecord.HistogramRecord histogram = (KernelRecord.HistogramRecord) records.get(7);
        assertEquals(List.of(new KernelRecord.Bucket(3, 7), new KernelRecord.Bucket(1023, 1)), histogram.buckets());
        assertEquals(8, histogram.count());
        assertEquals(EndReason.SUSPECT, ((KernelRecord.End) records.get(8)).reason());
    }

    @Test
    void theBuffersByteOrderCounts() throws Exception {
        assertEquals(
                RecordDecoder.decode(wholeCell(ByteOrder.LITTLE_ENDIAN).buffer()),
                RecordDecoder.decode(wholeCell(ByteOrder.BIG_ENDIAN).buffer()));
    }

    @Test
    void typesOfALaterModuleAreSkipped() throws Exception {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .record(4711, Layouts.REC_END, 16, s -> {})
                .end(0, EndReason.TIME, 1, 0)
                .buffer();

        List<KernelRecord> records = RecordDecoder.decode(buffer);

        assertEquals(new KernelRecord.Unknown(4711, Layouts.REC_END.size() + 16), records.get(0));
        assertInstanceOf(KernelRecord.End.class, records.get(1));
    }

    @Test
    void theTailOfALongerBodyIsSkipped() throws Exception {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .record(RecordType.END, Layouts.REC_END, 24, s -> s.putU32("cell", 7))
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
                .histogram(0, 0, 0, 1, 1, List.of(new KernelRecord.Bucket(1, 1)))
                .buffer();
        Layouts.REC_HISTOGRAM.at(buffer, 0).putU32("buckets", 2);
        assertRefused(buffer, "2 buckets has room for 1");
    }

    @Test
    void moreEventsThanTheRecordHasRoomForAreRefused() {
        ByteBuffer buffer = new RecordWriter(ORDER)
                .events(0, 0, Rule.HUNG, 0, List.of(new KernelRecord.Event(1, 2, 3, 4, EventKind.EXIT, 0)))
                .buffer();
        Layouts.REC_EVENTS.at(buffer, 0).putU32("events", 2);
        assertRefused(buffer, "2 events has room for 1");
    }

    @Test
    void eventsAreReadAsTheyWereWritten() throws Exception {
        List<KernelRecord.Event> events = List.of(
                new KernelRecord.Event(1L << 40, 7, 3, 2, EventKind.ARM, 12),
                new KernelRecord.Event(1L << 41, 8, 3, 2, EventKind.VIOLATION, -1));
        assertEquals(
                List.of(new KernelRecord.Events(5, 1, Rule.SHUTDOWN.number(), 3, events)),
                RecordDecoder.decode(new RecordWriter(ORDER)
                        .events(5, 1, Rule.SHUTDOWN, 3, events)
                        .buffer()));
    }

    @Test
    void aPairWithoutAThirdCpuIsReadAsSuch() throws Exception {
        KernelRecord.Counters counters = (KernelRecord.Counters) RecordDecoder.decode(new RecordWriter(ORDER)
                        .counters(
                                0,
                                0,
                                s -> s.putU32("third_cpu", 0xffff_ffffL)
                                        .putU32("late_max", 5)
                                        .putU64s("drawn", 1, 2, 3, 4, 5, 6, 7, 8))
                        .buffer())
                .get(0);
        assertEquals(Pair.NO_CPU, counters.thirdCpu());
        assertEquals(5, counters.lateMax());
        assertEquals(8, counters.drawn().get(Draw.BEYOND.ordinal()));
    }

    @Test
    void aBucketOutsideIsRefused() {
        assertRefused(
                new RecordWriter(ORDER)
                        .histogram(0, 0, 0, 1, 1, List.of(new KernelRecord.Bucket(1024, 1)))
                        .buffer(),
                "bucket 1024");
    }

    @Test
    void aNumberThatTheHeaderDoesNotHaveIsRefused() {
        ByteBuffer buffer = new RecordWriter(ORDER).end(0, EndReason.TIME, 1, 0).buffer();
        Layouts.REC_END.at(buffer, 0).putU32("reason", 99);
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

    private static RecordWriter wholeCell(ByteOrder order) {
        return new RecordWriter(order)
                .started(0, 1, 1000, 2)
                .progress(0, 100, 1, 2, 3, 5)
                .violation(0, Rule.RETURN_TRUTH, 0, 3, s -> s.putS32("ret", -1).putU32("flags", 3))
                .slice(0, 0, 1, 100, List.of(new KernelRecord.Bucket(3, 7)))
                .calibration(0, 0, 90, 100, 1000)
                .counters(0, 0, s -> s.putU64("expiries", 5))
                .events(0, 0, Rule.RETURN_TRUTH, 3, List.of(new KernelRecord.Event(1, 2, 3, 4, EventKind.EXIT, -1)))
                .histogram(
                        0, 0, 1, 3, 9_999_999, List.of(new KernelRecord.Bucket(3, 7), new KernelRecord.Bucket(1023, 1)))
                .end(0, EndReason.SUSPECT, 200, 0);
    }
}
