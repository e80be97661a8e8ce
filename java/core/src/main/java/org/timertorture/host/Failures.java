// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.timertorture.words.FileProblem;

/** Describes Java's file exceptions, many of which name the problem only by their class. */
public final class Failures {
    private static final String FULL = "No space left on device";
    private static final String MORE = ": 'timertorture kernel prune' frees some";

    private Failures() {}

    /** Returns one line with the cause, and with a remedy if there is only one. */
    public static String cause(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile() + ": it must belong to the user who runs timertorture";
        }
        if (e instanceof FileSystemException failed
                && failed.getReason() != null
                && !failed.getReason().contains(FULL)) {
            return failed.getReason() + ": " + failed.getFile();
        }
        String message = String.valueOf(e.getMessage());
        return message.contains(FULL) ? message.lines().findFirst().orElse(message) + MORE : FileProblem.of(e);
    }

    /** Returns whether this line of another program's output says that a disk is full. */
    public static boolean isDiskFull(String line) {
        return line.contains(FULL);
    }

    /** Returns the message for a full disk. */
    public static String diskFull() {
        return FULL + MORE;
    }
}
