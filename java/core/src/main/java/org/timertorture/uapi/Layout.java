// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory layout of one struct of {@code timertorture.h}: its fields in order, with the offsets that C's natural
 * alignment gives them.
 */
public final class Layout {
    private final String name;
    private final Map<String, Field> fields;
    private final int size;

    private Layout(String name, Map<String, Field> fields, int size) {
        this.name = name;
        this.fields = fields;
        this.size = size;
    }

    /** Begins the struct of that name. */
    public static Builder struct(String name) {
        return new Builder(name);
    }

    /** As C writes it, without {@code struct}. */
    public String name() {
        return name;
    }

    /** In bytes, the padding at the end included. */
    public int size() {
        return size;
    }

    /** In order. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** A zeroed buffer for one struct, from position 0 to its limit. */
    public ByteBuffer allocate(ByteOrder order) {
        return ByteBuffer.allocate(size).order(order);
    }

    /**
     * The struct that begins at {@code offset} of a buffer. The buffer's own order counts, its position does not.
     *
     * @throws IndexOutOfBoundsException if the buffer is too short for it
     */
    public Struct at(ByteBuffer buffer, int offset) {
        if (offset < 0 || offset + size > buffer.limit()) {
            throw new IndexOutOfBoundsException(
                    name + " needs " + size + " bytes at " + offset + ", the buffer ends at " + buffer.limit());
        }
        return new Struct(this, buffer, offset);
    }

    Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw new IllegalArgumentException("struct " + name + " has no field " + field);
        }
        return found;
    }

    /** The types that the header uses. */
    public enum Type {
        U8(1),
        U32(4),
        S32(4),
        U64(8),
        CHAR(1),
        STRUCT(0);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * One field.
     *
     * @param count elements of an array; 1 for a plain field
     * @param offset in bytes from the struct's begin
     * @param size in bytes, all elements together
     */
    public record Field(String name, Type type, int count, int offset, int size) {}

    /** Lays fields one after another. */
    public static final class Builder {
        private final String name;
        private final List<Field> fields = new ArrayList<>();
        private int end;
        private int alignment = 1;

        private Builder(String name) {
            this.name = name;
        }

        public Builder u8(String field, int count) {
            return add(field, Type.U8, count, Type.U8.bytes, Type.U8.bytes);
        }

        public Builder u32(String... names) {
            for (String field : names) {
                u32(field, 1);
            }
            return this;
        }

        public Builder u32(String field, int count) {
            return add(field, Type.U32, count, Type.U32.bytes, Type.U32.bytes);
        }

        public Builder s32(String field) {
            return add(field, Type.S32, 1, Type.S32.bytes, Type.S32.bytes);
        }

        public Builder u64(String... names) {
            for (String field : names) {
                u64(field, 1);
            }
            return this;
        }

        public Builder u64(String field, int count) {
            return add(field, Type.U64, count, Type.U64.bytes, Type.U64.bytes);
        }

        public Builder text(String field, int length) {
            return add(field, Type.CHAR, length, Type.CHAR.bytes, Type.CHAR.bytes);
        }

        public Builder nested(String field, Layout layout, int structAlignment) {
            return add(field, Type.STRUCT, 1, layout.size, structAlignment);
        }

        private Builder add(String field, Type type, int count, int elementSize, int elementAlignment) {
            int offset = roundUp(end, elementAlignment);
            fields.add(new Field(field, type, count, offset, elementSize * count));
            end = offset + elementSize * count;
            alignment = Math.max(alignment, elementAlignment);
            return this;
        }

        public Layout build() {
            Map<String, Field> byName = new LinkedHashMap<>();
            for (Field field : fields) {
                if (byName.put(field.name(), field) != null) {
                    throw new IllegalStateException("struct " + name + " has two fields " + field.name());
                }
            }
            return new Layout(name, byName, roundUp(end, alignment));
        }

        private static int roundUp(int offset, int alignment) {
            return (offset + alignment - 1) / alignment * alignment;
        }
    }
}
