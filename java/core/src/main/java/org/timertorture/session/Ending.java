// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.List;
import java.util.Optional;

/**
 * How a target ended before its time.
 *
 * @param kind what happened
 * @param summary one line: the kernel's own where there is one
 * @param freed the unloaded module whose text an oops ran into
 * @param console the last lines of the console, oldest first
 */
public record Ending(Kind kind, String summary, Optional<String> freed, List<String> console) {

    public Ending {
        console = List.copyOf(console);
    }

    public Ending(Kind kind, String summary, List<String> console) {
        this(kind, summary, Optional.empty(), console);
    }

    /** What happened. */
    public enum Kind {
        /** The kernel panicked. */
        PANIC,
        /** The kernel reported an oops, BUG or GPF and lived, or died of it. */
        OOPS,
        /** No sign of life, and no panic on the console. */
        HANG,
        /** The kernel or its agent never answered. */
        NEVER_BOOTED,
        /** The target went away in order though nobody asked it to, or was killed from outside. */
        GONE
    }
}
