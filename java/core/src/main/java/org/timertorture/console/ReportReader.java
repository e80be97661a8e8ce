// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.timertorture.result.KernelReport;

/**
 * Finds the kernel's reports among the lines of its console. Each report begins with a line that {@link ReportPattern}
 * knows. A line that only introduces a report, or that belongs to one, begins none.
 */
public final class ReportReader {
    /** Enough for the first frames of a stack below the registers that precede it. */
    private static final int MOST_LINES = 40;

    private static final int MOST_KEPT = 12;

    private static final Pattern END = Pattern.compile("^---\\[ end trace|^={10,}$|^-{10,}$");
    private static final Pattern NOISE =
            Pattern.compile("^(Modules linked in:|Code: |[RE][A-Z0-9]{2}: [0-9a-f]{16}|FS: |CS: |CR2: |DR\\d: |PKRU: "
                    + "|Hardware name: |CPU: \\d+ (UID: \\d+ )?PID: |Call Trace:|</?(TASK|IRQ|NMI|SOFTIRQ)>)");

    private ReportReader() {}

    /**
     * Reads lines of a console.
     *
     * @param lines without time stamps, oldest first
     * @param release the kernel's release, on which it depends what is harmless
     * @return one report for each title, in the order of their first lines
     */
    public static List<KernelReport> read(List<String> lines, String release) {
        List<String> bare = lines.stream().map(String::stripTrailing).toList();
        Map<String, KernelReport> reports = new LinkedHashMap<>();
        int i = 0;
        while (i < bare.size()) {
            Optional<ReportPattern> begun = ReportPattern.of(bare.get(i));
            if (begun.isEmpty()) {
                i++;
                continue;
            }
            int end = end(bare, i);
            List<String> body = bare.subList(i, end);
            String title = begun.get().title(body);
            String why = HarmlessReports.committed().reason(title, release).orElse(null);
            reports.merge(
                    title,
                    new KernelReport(begun.get().kind(), title, 1, kept(body), why),
                    (first, next) ->
                            new KernelReport(first.kind(), title, first.count() + 1, first.lines(), first.harmless()));
            i = end;
        }
        return List.copyOf(reports.values());
    }

    /** Returns the index after the last line of a report. */
    private static int end(List<String> lines, int begin) {
        int last = Math.min(lines.size(), begin + MOST_LINES);
        boolean frames = false;
        for (int i = begin + 1; i < last; i++) {
            String line = lines.get(i);
            if (END.matcher(line).find() && frames) {
                return i + 1;
            }
            frames |= Frames.isFrame(line);
            // The line of a report often has a second one that says the same in more detail.
            if (i > begin + 2 && ReportPattern.of(line).isPresent()) {
                return i;
            }
        }
        return last;
    }

    private static List<String> kept(List<String> body) {
        List<String> kept = new ArrayList<>();
        for (String line : body) {
            if (kept.size() == MOST_KEPT) {
                break;
            }
            if (!line.isBlank()
                    && !NOISE.matcher(line).find()
                    && !END.matcher(line).find()) {
                kept.add(line.strip());
            }
        }
        return kept;
    }
}
