// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.util.List;
import java.util.Optional;
import org.timertorture.result.EndingKind;

/**
 * How a target ended early.
 *
 * @param kind what happened
 * @param summary one line, the kernel's own if it printed one
 * @param freed the unloaded module whose code an oops ran into, if any
 * @param console the last lines of the console, oldest first
 */
public record Ending(EndingKind kind, String summary, Optional<String> freed, List<String> console) {

    public Ending {
        console = List.copyOf(console);
    }

    public Ending(EndingKind kind, String summary, List<String> console) {
        this(kind, summary, Optional.empty(), console);
    }
}
