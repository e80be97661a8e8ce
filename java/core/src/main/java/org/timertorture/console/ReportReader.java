// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.result.KernelReport;
import org.timertorture.result.ReportKind;

/** Finds the reports of problems in the lines of a kernel's log. */
public final class ReportReader {
    /** After so many lines without an end, a report has ended: what follows is something else. */
    private static final int LONGEST = 200;
    /** Lines of a report within which a second first line still belongs to the same problem. */
    private static final int SAME = 12;

    private static final int MOST_FRAMES = 10;

    private static final Pattern END = Pattern.compile("^-+\\[ end (?:trace|Kernel panic)");
    private static final Pattern PLACE = Pattern.compile("^(?:WARNING: .*\\bat |kernel BUG at )");
    private static final Pattern FAULT = Pattern.compile("\\[#\\d+\\]");
    /** A panic that the kernel makes of a problem that it has reported before. */
    private static final Pattern CONSEQUENCE = Pattern.compile("^Kernel panic - not syncing: (?:Fatal exception"
            + "|.*panic_on_warn set|softlockup: |hung_task: |Hard LOCKUP|Fatal hardware|RCU Stall|kasan.fault=panic)");
    /** Problems that the kernel describes in words before it tells the place. */
    private static final Set<ReportKind> DESCRIBED =
            EnumSet.of(ReportKind.ODEBUG, ReportKind.PREEMPT_LEAK, ReportKind.LIST_CORRUPTION, ReportKind.WARNING);

    private final String release;
    private final Map<String, KernelReport> reports = new LinkedHashMap<>();
    private Open open;

    private ReportReader(String release) {
        this.release = release;
    }

    /**
     * Reads lines of a console.
     *
     * @param lines with or without time stamps, oldest first
     * @param release the kernel's release, on which it depends what is harmless
     * @return one report for each title, in the order of their first lines
     */
    public static List<KernelReport> read(List<String> lines, String release) {
        ReportReader reader = new ReportReader(release);
        lines.forEach(reader::line);
        reader.close();
        return List.copyOf(reader.reports.values());
    }

    private void line(String text) {
        String line = text.stripTrailing();
        Optional<Open> begun = begin(line);
        if (begun.isPresent() && !continues(begun.get(), line)) {
            close();
            open = begun.get();
        } else if (open != null) {
            open.add(line, begun.isPresent());
            if (END.matcher(line).find() || open.length >= LONGEST) {
                close();
            }
        }
    }

    private void close() {
        if (open != null) {
            String title = open.title();
            KernelReport report = new KernelReport(
                    open.shape.kind(),
                    title,
                    1,
                    open.lines,
                    HarmlessReports.committed().reason(title, release).orElse(null));
            reports.merge(
                    title,
                    report,
                    (first, next) ->
                            new KernelReport(first.kind(), title, first.count() + 1, first.lines(), first.harmless()));
            open = null;
        }
    }

    private static Optional<Open> begin(String line) {
        for (Shape shape : Shape.ALL) {
            Matcher m = shape.first().matcher(line);
            if (m.find()) {
                return Optional.of(new Open(shape, m, line));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a first line only says more of a problem that was reported before. */
    private boolean continues(Open next, String line) {
        if (next.shape.kind() == ReportKind.PANIC) {
            return CONSEQUENCE.matcher(line).find() && (open != null || !reports.isEmpty());
        }
        if (open == null || open.length > SAME) {
            return false;
        }
        if (FAULT.matcher(line).find()) {
            return !open.numbered
                    && (open.shape.kind() == ReportKind.OOPS || open.shape.kind() == ReportKind.LIST_CORRUPTION);
        }
        return DESCRIBED.contains(open.shape.kind())
                && !open.placed
                && PLACE.matcher(line).find();
    }

    /** A report whose end has not come. */
    private static final class Open {
        private final Shape shape;
        private final Matcher match;
        private final List<String> lines = new ArrayList<>();
        private String function;
        private String access = "";
        private int frames;
        private int length;
        /** Whether the line with the file and the line number has come. */
        private boolean placed;
        /** Whether the line with the number of the oops has come. */
        private boolean numbered;

        Open(Shape shape, Matcher match, String line) {
            this.shape = shape;
            this.match = match;
            this.placed = PLACE.matcher(line).find();
            this.numbered = FAULT.matcher(line).find();
            lines.add(line);
        }

        void add(String line, boolean first) {
            length++;
            if (first) {
                placed |= PLACE.matcher(line).find();
                numbered |= FAULT.matcher(line).find();
                lines.add(line);
            }
            Frames.access(line).ifPresent(a -> access = " " + a);
            Optional<String> pointer = Frames.pointer(line);
            Optional<String> frame = Frames.frame(line);
            Optional<String> lock = Frames.lock(line);
            if ((pointer.isPresent() || frame.isPresent() || lock.isPresent()) && frames < MOST_FRAMES) {
                frames++;
                lines.add(line.strip());
            }
            Optional<String> found = switch (shape.culprit()) {
                case NONE -> Optional.empty();
                case POINTER -> pointer.or(() -> frame);
                case FRAME -> frame;
                case LOCK -> lock.or(() -> frame);
            };
            if (function == null) {
                found.filter(f -> lock.isPresent() && shape.culprit() == Shape.Culprit.LOCK
                                || !Frames.reporting(f, shape.skipped()))
                        .ifPresent(f -> function = f);
            }
        }

        String title() {
            return shape.title()
                    .apply(match, function == null ? Frames.UNKNOWN : function)
                    .replace(Frames.ACCESS, access);
        }
    }
}
