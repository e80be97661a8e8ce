// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * How the kernel under test ended before its time.
 *
 * @param kind what happened
 * @param summary how it ended, in a sentence
 * @param console the last lines of its console
 */
public record EndingResult(EndingKind kind, String summary, List<String> console) {
    public EndingResult {
        console = console == null ? List.of() : List.copyOf(console);
    }

    /** Returns whether the kernel fell silent without a word. */
    @JsonIgnore
    public boolean isHang() {
        return kind == EndingKind.HANG;
    }
}
