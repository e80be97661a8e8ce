// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * Where a struct of the header has a field.
 *
 * @param name as in the header
 * @param offset in bytes from the start of the struct
 * @param count the elements of an array; 1 for a single field; 0 for an array whose length another field states
 */
public record Field(String name, Type type, int offset, int count) {

    /** The types that the header uses. */
    public enum Type {
        U8(1),
        CHAR(1),
        U32(4),
        S32(4),
        U64(8),
        /** Structs at the end of a struct. */
        ELEMENTS(0);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Returns the size of all elements together, in bytes. */
    public int size() {
        return count * type.bytes;
    }
}
