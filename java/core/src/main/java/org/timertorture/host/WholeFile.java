// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear only when they are complete, however the process ends. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the contents of the file. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Writes a new file beside the target and renames it. A target that is no regular file (a device, a pipe) is
     * written directly.
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            fill(file, content);
            return;
        }
        Path whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path part = whole.resolveSibling(
                "." + whole.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.newOutputStream(part).close();
        } catch (AccessDeniedException e) {
            // The file may be writable although its folder is not.
            fill(file, content);
            return;
        }
        try {
            fill(part, content);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(Path file, Content content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            content.write(out);
        }
    }
}
