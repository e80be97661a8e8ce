// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A struct of the header in a buffer. The build generates one subclass for each struct, with a getter and a setter for
 * each field. Two structs are equal if they are of the same class and their bytes are equal.
 *
 * <p>A {@code __u32} is an {@code int}: a number, an index or a mask of low bits. The value 0xffffffff, which the header
 * uses for "none", is -1; any other value above 2^31 - 1 is an {@link ArithmeticException}. A {@code __u64} of 2^63 or
 * more is a negative {@code long}.
 */
public abstract class Struct {
    /** A {@code __u32} of all ones, as {@code TT_NO_CPU} and {@code TT_NO_TIMER} are. */
    private static final int NONE = -1;

    private static final long U32_MAX = 0xffff_ffffL;

    private final String name;
    private final ByteBuffer buffer;

    Struct(String name, int size, ByteBuffer buffer) {
        if (buffer.remaining() < size) {
            throw new IllegalArgumentException(name + " has " + size + " bytes, the record only " + buffer.remaining());
        }
        this.name = name;
        this.buffer = buffer.slice().order(buffer.order());
    }

    /** The fields in the header's order. The fields of an embedded struct are among them, the embedded struct is not. */
    public abstract List<Field> fields();

    /** Returns the struct's name in the header, without {@code struct}. */
    public final String structName() {
        return name;
    }

    /** Returns all bytes of the struct, from position 0 to the limit. Changing them changes the struct. */
    public final ByteBuffer bytes() {
        return buffer.duplicate().order(buffer.order()).rewind();
    }

    /**
     * Reads every field once.
     *
     * @throws ArithmeticException if a {@code __u32} is out of range
     */
    final void check() {
        fields().forEach(this::value);
    }

    final int u32(int offset) {
        int value = buffer.getInt(offset);
        if (value < 0 && value != NONE) {
            throw new ArithmeticException(
                    name + "." + nameAt(offset) + " is out of range: " + Integer.toUnsignedString(value));
        }
        return value;
    }

    final int s32(int offset) {
        return buffer.getInt(offset);
    }

    final long u64(int offset) {
        return buffer.getLong(offset);
    }

    final List<Long> u64s(int offset, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> buffer.getLong(offset + i * Long.BYTES))
                .toList();
    }

    private List<Integer> u32s(int offset, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> buffer.getInt(offset + i * Integer.BYTES))
                .toList();
    }

    final List<Integer> u8s(int offset, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Byte.toUnsignedInt(buffer.get(offset + i)))
                .toList();
    }

    /** Returns the text of a {@code char[]}, up to its NUL or its end, as UTF-8. */
    final String text(int offset, int count) {
        byte[] bytes = new byte[count];
        buffer.get(offset, bytes);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns the structs that follow from an offset. */
    final <T extends Struct> List<T> elements(int offset, int size, int count, Function<ByteBuffer, T> view) {
        int room = (buffer.limit() - offset) / size;
        if (count < 0 || count > room) {
            throw new IllegalArgumentException(name + " of " + count + " elements has room for " + room);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> view.apply(buffer.slice(offset + i * size, size).order(buffer.order())))
                .toList();
    }

    final void putU32(int offset, long value) {
        if (value < NONE || value > U32_MAX) {
            throw new IllegalArgumentException(name + "." + nameAt(offset) + " cannot hold " + value);
        }
        buffer.putInt(offset, (int) value);
    }

    final void putS32(int offset, long value) {
        buffer.putInt(offset, Math.toIntExact(value));
    }

    final void putU64(int offset, long value) {
        buffer.putLong(offset, value);
    }

    final void putU64s(int offset, int count, long... values) {
        mustBe(offset, count, values.length);
        for (int i = 0; i < count; i++) {
            buffer.putLong(offset + i * Long.BYTES, values[i]);
        }
    }

    final void putU8s(int offset, int count, int... values) {
        mustBe(offset, count, values.length);
        for (int i = 0; i < count; i++) {
            buffer.put(offset + i, (byte) values[i]);
        }
    }

    /** Writes a {@code char[]} with its NUL. */
    final void putText(int offset, int count, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= count) {
            throw new IllegalArgumentException(
                    name + "." + nameAt(offset) + " holds " + (count - 1) + " bytes, not " + bytes.length);
        }
        buffer.put(offset, Arrays.copyOf(bytes, count));
    }

    final void putElements(int offset, List<? extends Struct> elements) {
        int at = offset;
        for (Struct element : elements) {
            buffer.put(at, element.buffer, 0, element.buffer.limit());
            at += element.buffer.limit();
        }
    }

    private void mustBe(int offset, int count, int given) {
        if (given != count) {
            throw new IllegalArgumentException(
                    name + "." + nameAt(offset) + " has " + count + " elements, not " + given);
        }
    }

    private String nameAt(int offset) {
        return fields().stream()
                .filter(f -> f.offset() == offset)
                .map(Field::name)
                .findFirst()
                .orElseThrow();
    }

    private Object value(Field field) {
        return switch (field.type()) {
            case U8 -> u8s(field.offset(), field.count());
            case CHAR -> text(field.offset(), field.count());
            case U32 -> field.count() == 1 ? u32(field.offset()) : u32s(field.offset(), field.count());
            case S32 -> s32(field.offset());
            case U64 -> field.count() == 1 ? u64(field.offset()) : u64s(field.offset(), field.count());
            case ELEMENTS -> buffer.limit() - field.offset() + " bytes";
        };
    }

    @Override
    public final boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((Struct) other).bytes().equals(bytes());
    }

    @Override
    public final int hashCode() {
        return bytes().hashCode();
    }

    @Override
    public final String toString() {
        return fields().stream().map(f -> f.name() + "=" + value(f)).collect(Collectors.joining(", ", name + "{", "}"));
    }
}
