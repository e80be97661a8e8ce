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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads bootable images: a bzImage as the x86 boot protocol defines it, and an uncompressed arm64 Image. */
final class BootImage {
    private static final int HEADER_BYTES = 1 << 16;

    private static final int X86_MAGIC_AT = 0x202;
    private static final int X86_MAGIC = 0x53726448; // HdrS
    private static final int VERSION_AT = 0x20e;
    private static final int VERSION_BASE = 0x200;

    private static final int ARM64_MAGIC_AT = 0x38;
    private static final int ARM64_MAGIC = 0x644d5241; // ARM\x64
    /** The banner that the kernel prints first. The format string of the same words has a % here. */
    private static final Pattern BANNER = Pattern.compile("Linux version ([0-9][\\w.+~-]*) ");

    private BootImage() {}

    /** Returns the kernel's release; empty if the file is no image of this architecture. */
    static Optional<String> release(Path image, Architecture architecture) throws IOException {
        return architecture == Architecture.ARM64 ? ofArm64(image) : ofX86(image);
    }

    /** Returns what an image of this architecture is called. */
    static String kind(Architecture architecture) {
        return architecture == Architecture.ARM64
                ? "an arm64 kernel (an uncompressed Image)"
                : "an x86 kernel (a bzImage)";
    }

    private static Optional<String> ofX86(Path image) throws IOException {
        ByteBuffer header = header(image);
        if (header.limit() < VERSION_AT + Short.BYTES || header.getInt(X86_MAGIC_AT) != X86_MAGIC) {
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

    private static Optional<String> ofArm64(Path image) throws IOException {
        ByteBuffer header = header(image);
        if (header.limit() < ARM64_MAGIC_AT + Integer.BYTES || header.getInt(ARM64_MAGIC_AT) != ARM64_MAGIC) {
            return Optional.empty();
        }
        // This charset decodes any byte.
        Matcher banner = BANNER.matcher(Files.readString(image, StandardCharsets.ISO_8859_1));
        return banner.find() ? Optional.of(banner.group(1)) : Optional.empty();
    }

    private static ByteBuffer header(Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            return ByteBuffer.wrap(in.readNBytes(HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
