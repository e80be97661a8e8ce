// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * How the kernel under test ended before its time.
 *
 * @param kind one of panic, oops, hang, never-booted, gone and killed
 * @param summary how it ended, in a sentence
 * @param console the last lines of its console
 */
public record EndingResult(String kind, String summary, List<String> console) {
    private static final String HANG = "hang";

    public EndingResult {
        console = console == null ? List.of() : List.copyOf(console);
    }

    /** Returns whether the kernel fell silent without a word. */
    @JsonIgnore
    public boolean isHang() {
        return HANG.equals(kind);
    }
}
