// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.timertorture.grade.KernelCondition;
import org.timertorture.grade.Resource;

/** The reports that ship as harmless, each with its reason, from {@code harmless-reports.yaml}. */
final class HarmlessReports {
    private static final HarmlessReports COMMITTED = new HarmlessReports(
            Resource.read("/harmless-reports.yaml", File.class).reports());

    private final List<Entry> entries;

    private HarmlessReports(List<Entry> entries) {
        this.entries = entries;
    }

    static HarmlessReports committed() {
        return COMMITTED;
    }

    /** Returns why a report is harmless on a kernel; empty if it is not. */
    Optional<String> reason(String title, String release) {
        return entries.stream()
                .filter(e -> Pattern.matches(e.title(), title)
                        && KernelCondition.parse(e.kernels()).holds(release))
                .map(Entry::reason)
                .findFirst();
    }

    private record File(List<Entry> reports) {}

    private record Entry(String title, String kernels, String reason) {}
}
