// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.timertorture.archive.Room;

/** A file that a user names for a copy of a result. */
public final class ResultFile {
    private ResultFile() {}

    /**
     * Finds out before a run whether its result could be written to the file, and leaves the file as it was.
     *
     * @throws IOException if permissions, the folder or the free space do not allow it
     */
    public static void requireWritable(Path file) throws IOException {
        requireWritable(file, Room.FOR_A_RUN);
    }

    static void requireWritable(Path file, long bytes) throws IOException {
        boolean existed = Files.exists(file);
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
        if (!existed) {
            Files.delete(file);
        }
        if (!existed || Files.isRegularFile(file)) {
            Room.require(file, bytes);
        }
    }
}
