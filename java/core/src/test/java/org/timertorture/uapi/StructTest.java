// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructTest {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    @Test
    void whatIsWrittenIsReadInEitherByteOrder() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ViolationRecord violation =
                    new ViolationRecord(order).timer(0x7fff_ffffL).ret(-1).begin(-2);
            assertEquals(0x7fff_ffff, violation.timer());
            assertEquals(-1, violation.ret());
            assertEquals(-2, violation.begin());
            assertEquals("abcd", new StartStruct(order).primitive("abcd").primitive());
            assertEquals(
                    List.of(1L, 2L, 3L),
                    new ProgressRecord(order).attempts(1, 2, 3).attempts());
        }
    }

    @Test
    void aFieldLiesWhereTheHeaderPutsIt() {
        ByteBuffer bytes = new BucketStruct(ORDER).index(0x01020304).count(5).bytes();
        assertEquals(0x01020304, bytes.getInt(0));
        assertEquals(5, bytes.getLong(8));
    }

    @Test
    void aTextThatFillsItsFieldNeedsNoNul() {
        StartStruct start = new StartStruct(ORDER);
        start.bytes()
                .put(new byte[Uapi.NAME_LEN])
                .rewind()
                .put("a".repeat(Uapi.NAME_LEN).getBytes());
        assertEquals("a".repeat(Uapi.NAME_LEN), start.primitive());
    }

    @Test
    void aTextThatDoesNotFitIsRefused() {
        StartStruct start = new StartStruct(ORDER);
        String tooLong = "a".repeat(Uapi.NAME_LEN);
        assertRefused(
                "tt_start.primitive holds 31 bytes, not 32",
                assertThrows(IllegalArgumentException.class, () -> start.primitive(tooLong)));
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        StartStruct start = new StartStruct(ORDER);
        assertRefused(
                "tt_start.batch cannot hold 4294967296",
                assertThrows(IllegalArgumentException.class, () -> start.batch(1L << 32)));
        assertThrows(IllegalArgumentException.class, () -> start.batch(-2));
    }

    @Test
    void allOnesAreMinusOneAndOtherLargeNumbersAreRefused() {
        PairStruct pair = new PairStruct(ORDER).thirdCpu(Uapi.NO_CPU);
        assertEquals(0xffff_ffff, pair.bytes().getInt(12));
        assertEquals(Uapi.NO_CPU, pair.thirdCpu());
        pair.thirdCpu(0x8000_0000L);
        assertRefused(
                "tt_pair.third_cpu is out of range: 2147483648",
                assertThrows(ArithmeticException.class, pair::thirdCpu));
    }

    @Test
    void anArrayOfAnotherLengthIsRefused() {
        ProgressRecord progress = new ProgressRecord(ORDER);
        assertRefused(
                "tt_rec_progress.attempts has 3 elements, not 2",
                assertThrows(IllegalArgumentException.class, () -> progress.attempts(1, 2)));
    }

    @Test
    void aBufferThatIsTooShortIsRefused() {
        ByteBuffer buffer = ByteBuffer.allocate(EndRecord.SIZE - 1);
        assertThrows(IllegalArgumentException.class, () -> new EndRecord(buffer));
    }

    @Test
    void structsAreEqualByTheirBytesAndSayWhatTheyHold() {
        assertEquals(new EndRecord(ORDER).cell(3), new EndRecord(ORDER).cell(3));
        assertNotEquals(new EndRecord(ORDER).cell(3), new EndRecord(ORDER).cell(4));
        assertEquals(
                "tt_rec_end{type=0, len=0, cell=3, reason=0, elapsed_ns=7, paused_ns=0, lost=0}",
                new EndRecord(ORDER).cell(3).elapsedNs(7).toString());
    }

    /** What the header promises of every struct: no gap, aligned fields, none larger than 4 KiB. */
    @Test
    void noStructHasAHoleOrIsLargerThanFourKiB() {
        for (Struct struct : all()) {
            int end = 0;
            for (Field field : struct.fields()) {
                assertEquals(end, field.offset(), struct.structName() + "." + field.name());
                end += field.size();
            }
            int size = struct.bytes().limit();
            assertEquals(end, size, struct.structName());
            assertTrue(size <= 4096, struct.structName());
        }
    }

    @Test
    void aRequestCarriesTheStructOfItsName() {
        assertEquals(InfoStruct.SIZE, Requests.size(Ioctl.GET_INFO));
        assertEquals(NodeStruct.SIZE, Requests.size(Ioctl.GET_NODE));
        assertEquals(StartStruct.SIZE, Requests.size(Ioctl.START));
        assertEquals(6, Requests.nr(Ioctl.START));
        assertEquals(Ioctl.values().length, Requests.sizes().size());
    }

    @Test
    void aCounterIsReadFromItsField() {
        CountersRecord record = new CountersRecord(ORDER).expiries(1).hotplugsRefused(2);
        assertEquals(1, Counter.EXPIRIES.of(record));
        assertEquals(2, Counter.HOTPLUGS_REFUSED.of(record));
        assertEquals(0, Counter.ARMS.of(record));
    }

    @Test
    void everyCounterReadsAnotherFieldOfTheRecord() {
        CountersRecord record = new CountersRecord(ORDER);
        long value = 0;
        for (Field field : record.fields()) {
            if (field.type() == Field.Type.U64 && field.count() == 1) {
                record.bytes().putLong(field.offset(), ++value);
            }
        }
        List<Long> read = Arrays.stream(Counter.values()).map(c -> c.of(record)).toList();
        assertEquals(read.size(), read.stream().distinct().count());
        assertEquals(0, Collections.frequency(read, 0L));
    }

    private static List<Struct> all() {
        return List.of(
                new InfoStruct(ORDER),
                new CpuStruct(ORDER),
                new NodeStruct(ORDER),
                new PrimitiveStruct(ORDER),
                new ScenarioStruct(ORDER),
                new PairStruct(ORDER),
                new StartStruct(ORDER),
                new StopStruct(ORDER),
                new VictimStruct(ORDER),
                new HdrRecord(ORDER),
                new StartRecord(ORDER),
                new ProgressRecord(ORDER),
                new ViolationRecord(ORDER),
                new BucketStruct(ORDER),
                new HistogramRecord(ORDER),
                new CalibrationRecord(ORDER),
                new CountsStruct(ORDER),
                new CountersRecord(ORDER),
                new EventStruct(ORDER),
                new EventsRecord(ORDER),
                new DefeatRecord(ORDER),
                new EndRecord(ORDER));
    }

    private static void assertRefused(String why, RuntimeException e) {
        assertEquals(why, e.getMessage());
    }
}
