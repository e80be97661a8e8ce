// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.qemu.GuestConsole;

/** Reads a console file piece by piece while a guest writes it. */
final class ConsoleFollower {
    /** A kernel that prints more between two calls repeats itself. */
    private static final int MOST_BYTES = 4 << 20;

    private final Path file;
    private long position;

    private ConsoleFollower(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** Creates one that skips what is there already. */
    static ConsoleFollower fromItsEnd(Path file) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            size = 0;
        }
        return new ConsoleFollower(file, size);
    }

    /** Returns the lines that were completed since the last call, without their time stamps. A file that cannot be read has none. */
    List<String> next() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, Math.min(in.length() - position, MOST_BYTES))];
            in.seek(position);
            in.readFully(bytes);
            // A dying kernel may write any byte, and this charset decodes them all.
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int whole = text.lastIndexOf('\n') + 1;
            position += whole;
            return text.substring(0, whole)
                    .lines()
                    .map(GuestConsole::withoutStamp)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
