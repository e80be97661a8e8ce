// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One struct in a buffer: its fields by name. A field is read and written as the type that its layout states. */
public final class Struct {
    private final Layout layout;
    private final ByteBuffer buffer;
    private final int base;

    Struct(Layout layout, ByteBuffer buffer, int base) {
        this.layout = layout;
        this.buffer = buffer;
        this.base = base;
    }

    /**
     * A {@code __u32} that is a number, an index or a mask of low bits.
     *
     * @throws ArithmeticException if it is above 2^31 - 1
     */
    public int u32(String field) {
        int value = buffer.getInt(at(field, Layout.Type.U32));
        if (value < 0) {
            throw new ArithmeticException(
                    layout.name() + "." + field + " is out of range: " + Integer.toUnsignedString(value));
        }
        return value;
    }

    /** A {@code __u32} with all its values. */
    public long u32AsLong(String field) {
        return Integer.toUnsignedLong(buffer.getInt(at(field, Layout.Type.U32)));
    }

    /** A {@code __s32}. */
    public int s32(String field) {
        return buffer.getInt(at(field, Layout.Type.S32));
    }

    /** A {@code __u64}; values of 2^63 and more come as negative numbers. */
    public long u64(String field) {
        return buffer.getLong(at(field, Layout.Type.U64));
    }

    /** An array of {@code __u64}. */
    public long[] u64s(String field) {
        int offset = at(field, Layout.Type.U64);
        long[] values = new long[layout.field(field).count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getLong(offset + i * Long.BYTES);
        }
        return values;
    }

    /** An array of {@code __u8}. */
    public int[] u8s(String field) {
        int offset = at(field, Layout.Type.U8);
        int[] values = new int[layout.field(field).count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(buffer.get(offset + i));
        }
        return values;
    }

    /** A {@code char[]}, up to its NUL or its end, as UTF-8. */
    public String text(String field) {
        byte[] bytes = new byte[layout.field(field).count()];
        buffer.get(at(field, Layout.Type.CHAR), bytes);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    public Struct putU32(String field, long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException(layout.name() + "." + field + " cannot hold " + value);
        }
        buffer.putInt(at(field, Layout.Type.U32), (int) value);
        return this;
    }

    public Struct putS32(String field, int value) {
        buffer.putInt(at(field, Layout.Type.S32), value);
        return this;
    }

    public Struct putU64(String field, long value) {
        buffer.putLong(at(field, Layout.Type.U64), value);
        return this;
    }

    public Struct putU64s(String field, long... values) {
        int offset = at(field, Layout.Type.U64);
        if (values.length != layout.field(field).count()) {
            throw new IllegalArgumentException(layout.name() + "." + field + " has "
                    + layout.field(field).count() + " elements, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            buffer.putLong(offset + i * Long.BYTES, values[i]);
        }
        return this;
    }

    /**
     * Writes a {@code char[]} with its NUL.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public Struct putText(String field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int room = layout.field(field).count();
        if (bytes.length >= room) {
            throw new IllegalArgumentException(
                    layout.name() + "." + field + " holds " + (room - 1) + " bytes, not " + bytes.length);
        }
        buffer.put(at(field, Layout.Type.CHAR), Arrays.copyOf(bytes, room));
        return this;
    }

    private int at(String field, Layout.Type type) {
        Layout.Field found = layout.field(field);
        if (found.type() != type) {
            throw new IllegalArgumentException(layout.name() + "." + field + " is " + found.type() + ", not " + type);
        }
        return base + found.offset();
    }
}
