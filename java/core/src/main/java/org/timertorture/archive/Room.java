// SPDX-License-Identifier: Apache-2.0
package org.timertorture.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Checks the free space of a file system, so that a full disk is noticed before a run races. */
public final class Room {
    /** A result with all its histograms and the kernel's console takes a few MiB. */
    public static final long FOR_A_RUN = 16L << 20;

    private static final double MEBIBYTE = 1 << 20;

    private Room() {}

    /**
     * Checks the file system on which a file or folder is or will be.
     *
     * @throws IOException if fewer than {@code bytes} are free; the message states both figures
     */
    public static void require(Path file, long bytes) throws IOException {
        Path existing = file.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        if (free < bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "only %,.0f MiB are free, and a run needs %,.0f MiB",
                    Math.floor(free / MEBIBYTE),
                    Math.ceil(bytes / MEBIBYTE)));
        }
    }
}
