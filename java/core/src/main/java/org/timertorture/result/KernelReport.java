// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A warning or an error that the kernel under test reported by itself.
 *
 * @param kind what it is
 * @param title a title as syzkaller makes them; reports of the same thing have the same title
 * @param count how often it was reported in the cell
 * @param lines the first report: its first lines, and the first frames of its stack
 * @param harmless why it counts as harmless; null if it does not
 */
public record KernelReport(ReportKind kind, String title, long count, List<String> lines, String harmless) {

    public KernelReport {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** Returns whether the report speaks against the kernel. */
    @JsonIgnore
    public boolean counts() {
        return harmless == null;
    }
}
