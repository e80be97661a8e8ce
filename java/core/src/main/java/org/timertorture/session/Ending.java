// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.List;
import java.util.Optional;
import org.timertorture.uapi.Named;

/**
 * How a target ended early.
 *
 * @param kind what happened
 * @param summary one line, the kernel's own if it printed one
 * @param freed the unloaded module whose code an oops ran into, if any
 * @param console the last lines of the console, oldest first
 */
public record Ending(Kind kind, String summary, Optional<String> freed, List<String> console) {

    public Ending {
        console = List.copyOf(console);
    }

    public Ending(Kind kind, String summary, List<String> console) {
        this(kind, summary, Optional.empty(), console);
    }

    /** The kinds of early endings. */
    public enum Kind implements Named {
        /** The kernel panicked. */
        PANIC,
        /** The kernel reported an oops, BUG or general protection fault, whether it survived or not. */
        OOPS,
        /** The target gave no sign of life, and the console shows no panic. */
        HANG,
        /** The kernel or its agent never answered. */
        NEVER_BOOTED,
        /** The target shut down in order without a request. */
        GONE,
        /** A signal ended the machine, which is the host's doing. It says nothing about the kernel. */
        KILLED
    }
}
