// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the header of a bzImage as the x86 boot protocol defines it. */
final class BootImage {
    private static final int HEADER_BYTES = 1 << 16;
    private static final int MAGIC_AT = 0x202;
    private static final int MAGIC = 0x53726448; // HdrS
    private static final int VERSION_AT = 0x20e;
    private static final int VERSION_BASE = 0x200;

    private BootImage() {}

    /** Returns the kernel's release; empty if the file is no bzImage. */
    static Optional<String> release(Path image) throws IOException {
        ByteBuffer header;
        try (InputStream in = Files.newInputStream(image)) {
            header = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (header.limit() < VERSION_AT + Short.BYTES || header.getInt(MAGIC_AT) != MAGIC) {
            return Optional.empty();
        }
        int start = Short.toUnsignedInt(header.getShort(VERSION_AT)) + VERSION_BASE;
        int end = start;
        while (end < header.limit() && header.get(end) > ' ') {
            end++;
        }
        return end > start && end < header.limit()
                ? Optional.of(new String(header.array(), start, end - start, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }
}
