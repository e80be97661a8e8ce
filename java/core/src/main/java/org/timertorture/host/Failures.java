// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.timertorture.words.FileProblem;

/** Says why the tool's own files cannot be read or written, and what the user can do about it. */
public final class Failures {
    /** What a program prints for ENOSPC in the locale C, in which {@link Tool} runs all programs. */
    static final String FULL = "No space left on device";

    /** A disk with less room than this, in bytes, is full for every purpose of this tool. */
    private static final long LEAST_ROOM = 64 << 10;

    private static final String MORE = ": 'timertorture kernel prune' frees some";

    private Failures() {}

    /**
     * Returns one line with the cause, and with a remedy if there is only one.
     *
     * @param used the file or folder that was used
     */
    public static String cause(IOException e, Path used) {
        String problem = FileProblem.of(e);
        if (e instanceof AccessDeniedException) {
            return problem + ": it must belong to the user who runs timertorture";
        }
        return isFull(used) ? problem + MORE : problem;
    }

    /** Returns the message for a full disk. */
    public static String diskFull() {
        return FULL + MORE;
    }

    /** Asks the file system, because Java tells no error numbers, and its messages are in the user's language. */
    private static boolean isFull(Path used) {
        Path there = used.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there != null && Files.getFileStore(there).getUsableSpace() < LEAST_ROOM;
        } catch (IOException e) {
            return false;
        }
    }
}
