// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout MIXED = Layout.struct("mixed")
            .text("name", 5)
            .u32("small")
            .u64("big")
            .s32("signed")
            .u64("many", 2)
            .u8("bytes", 3)
            .build();

    @Test
    void fieldsAreAlignedToTheirSize() {
        assertEquals(8, MIXED.field("small").offset());
        assertEquals(16, MIXED.field("big").offset());
        assertEquals(24, MIXED.field("signed").offset());
        assertEquals(32, MIXED.field("many").offset());
        assertEquals(48, MIXED.field("bytes").offset());
    }

    @Test
    void aStructIsPaddedToItsLargestField() {
        assertEquals(56, MIXED.size());
    }

    @Test
    void whatIsWrittenIsReadInEitherByteOrder() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer buffer = MIXED.allocate(order);
            Struct s = MIXED.at(buffer, 0)
                    .putText("name", "abcd")
                    .putU32("small", 0xffff_ffffL)
                    .putU64("big", -2)
                    .putS32("signed", -1)
                    .putU64s("many", 1, 2);

            assertEquals("abcd", s.text("name"));
            assertEquals(0xffff_ffffL, s.u32AsLong("small"));
            assertEquals(-2, s.u64("big"));
            assertEquals(-1, s.s32("signed"));
            assertArrayEquals(new long[] {1, 2}, s.u64s("many"));
            assertArrayEquals(new int[] {0, 0, 0}, s.u8s("bytes"));
        }
    }

    @Test
    void aTextThatFillsItsFieldNeedsNoNul() {
        ByteBuffer buffer = MIXED.allocate(ByteOrder.LITTLE_ENDIAN);
        buffer.put(0, new byte[] {'a', 'b', 'c', 'd', 'e'});
        assertEquals("abcde", MIXED.at(buffer, 0).text("name"));
    }

    @Test
    void aTextThatDoesNotFitIsRefused() {
        Struct s = MIXED.at(MIXED.allocate(ByteOrder.LITTLE_ENDIAN), 0);
        assertThrows(IllegalArgumentException.class, () -> s.putText("name", "abcde"));
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        Struct s = MIXED.at(MIXED.allocate(ByteOrder.LITTLE_ENDIAN), 0);
        assertThrows(IllegalArgumentException.class, () -> s.putU32("small", 1L << 32));
        s.putU32("small", 0x8000_0000L);
        assertThrows(ArithmeticException.class, () -> s.u32("small"));
    }

    @Test
    void aFieldIsNotReadAsAnotherType() {
        Struct s = MIXED.at(MIXED.allocate(ByteOrder.LITTLE_ENDIAN), 0);
        assertThrows(IllegalArgumentException.class, () -> s.u64("small"));
        assertThrows(IllegalArgumentException.class, () -> s.u32("nothing"));
    }

    @Test
    void aBufferThatIsTooShortIsRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> MIXED.at(ByteBuffer.allocate(55), 0));
    }

    @Test
    void twoFieldsOfOneNameAreRefused() {
        Layout.Builder twice = Layout.struct("twice").u32("a", "a");
        assertThrows(IllegalStateException.class, twice::build);
    }
}
