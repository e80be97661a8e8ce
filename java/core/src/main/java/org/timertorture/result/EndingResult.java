// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * How the target ended before its time.
 *
 * @param kind panic, oops, hang, never-booted or gone
 * @param console its last lines
 */
public record EndingResult(String kind, String summary, List<String> console) {

    public EndingResult {
        console = console == null ? List.of() : List.copyOf(console);
    }
}
