// SPDX-License-Identifier: Apache-2.0
package org.timertorture.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Describes why a file cannot be read or written. Many of Java's exceptions carry nothing but the file's name and leave
 * the problem to the name of their class, which means nothing to a user.
 */
public final class FileProblem {
    private FileProblem() {}

    /** Returns one line, such as {@code there is no folder /x} or what the system says, {@code No space left on device}. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing(missing.getFile());
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException there) {
            return there.getFile() + " exists already";
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + " is not a folder";
        }
        if (e instanceof DirectoryNotEmptyException full) {
            return "the folder " + full.getMessage() + " is not empty";
        }
        if (e instanceof FileSystemLoopException loop) {
            return "the symbolic links of " + loop.getFile() + " form a loop";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        if (e instanceof JsonProcessingException json) {
            return JsonProblem.of(json);
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        String line = firstLine(e.getMessage());
        return line.isBlank() ? "the system gave no reason" : line;
    }

    private static String missing(String file) {
        Path folder = Path.of(file).toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? "there is no file " + file
                : "there is no folder " + folder;
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
