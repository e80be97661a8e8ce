// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.result.ReportKind;

/**
 * How a kind of report begins, and how it is titled. The formats are those of 5.10 to 7.3; the titles are those of
 * syzkaller.
 */
final class ReportPattern {
    private static final String FUNCTION = "([A-Za-z_][\\w.]*)\\+0x";

    /** The first pattern that matches wins, so the particular ones come before the general ones. */
    private static final List<ReportPattern> ALL = List.of(
            of(
                    ReportKind.PANIC,
                    "^Kernel panic - not syncing: (.*)",
                    (m, body) -> "kernel panic: " + plain(m.group(1))),
            of(
                    ReportKind.KASAN,
                    "^BUG: KASAN: (.+?) in " + FUNCTION,
                    (m, body) -> "KASAN: " + m.group(1) + access(body) + " in " + Frames.withoutSuffix(m.group(2))),
            of(
                    ReportKind.KCSAN,
                    "^BUG: KCSAN: (.+?) in (.+)",
                    (m, body) ->
                            "KCSAN: " + m.group(1) + " in " + m.group(2).replaceAll("\\+0x[0-9a-f]+/0x[0-9a-f]+", "")),
            of(ReportKind.UBSAN, "^UBSAN: (\\S+) in ", (m, body) -> "UBSAN: " + m.group(1) + in(body)),
            of(ReportKind.KMEMLEAK, "^kmemleak: \\d+ new suspected memory leaks", (m, body) -> "memory leak"),
            of(ReportKind.ODEBUG, "^ODEBUG: (\\w+) ", (m, body) -> "ODEBUG: " + m.group(1) + " object" + in(body)),
            of(
                    ReportKind.LOCKDEP,
                    "^WARNING: (possible (?:circular locking dependency|recursive locking|irq lock inversion"
                            + " dependency)) detected",
                    (m, body) -> "possible deadlock" + in(body)),
            of(
                    ReportKind.LOCKDEP,
                    "^WARNING: (inconsistent lock state|\\S+-safe -> \\S+-unsafe lock order detected)",
                    (m, body) -> "inconsistent lock state" + in(body)),
            of(
                    ReportKind.LOCKDEP,
                    "^WARNING: (suspicious RCU usage|bad unlock balance detected|held lock freed|Nested lock was not taken"
                            + "|lock held when returning to user space)",
                    (m, body) -> "WARNING: " + m.group(1) + in(body)),
            of(
                    ReportKind.LOCKDEP,
                    "^\\[ BUG: (Invalid wait context|bad unlock balance|held lock freed)",
                    (m, body) -> "BUG: " + m.group(1).toLowerCase(Locale.ROOT) + in(body)),
            of(
                    ReportKind.PREEMPT_LEAK,
                    "^timer: (\\S+?)(?:\\+0x\\S*)?(?: \\[\\w+\\])? preempt leak",
                    (m, body) -> "preempt leak in timer " + Frames.withoutSuffix(m.group(1))),
            of(
                    ReportKind.PREEMPT_LEAK,
                    "^(?:softirq: )?huh, entered softirq \\d+ (\\w+) ",
                    (m, body) -> "preempt leak in softirq " + m.group(1)),
            of(
                    ReportKind.LIST_CORRUPTION,
                    "^list_(add|del)(?:_valid)? corruption",
                    (m, body) -> "BUG: corrupted list" + in(body)),
            of(ReportKind.BAD_PAGE, "^BUG: Bad (page|rss|pagetable)", (m, body) -> "BUG: bad page state" + in(body)),
            of(
                    ReportKind.ATOMIC_SLEEP,
                    "^BUG: sleeping function called from invalid context",
                    (m, body) -> "BUG: sleeping function called from invalid context" + in(body)),
            of(
                    ReportKind.ATOMIC_SLEEP,
                    "^BUG: scheduling while atomic",
                    (m, body) -> "BUG: scheduling while atomic" + in(body)),
            of(
                    ReportKind.ATOMIC_SLEEP,
                    "^BUG: using (\\S+) in preemptible",
                    (m, body) -> "BUG: using " + m.group(1) + " in preemptible code" + in(body)),
            of(
                    ReportKind.RCU_STALL,
                    "^(?:rcu: )?INFO: rcu\\w* (?:self-)?detected (?:expedited )?stall",
                    (m, body) -> "INFO: rcu detected stall" + in(body)),
            of(
                    ReportKind.SOFT_LOCKUP,
                    "^(?:watchdog: |NMI watchdog: )?BUG: soft lockup",
                    (m, body) -> "BUG: soft lockup" + in(body)),
            of(
                    ReportKind.HARD_LOCKUP,
                    "^(?:NMI )?watchdog: (?:BUG: hard lockup|Watchdog detected hard LOCKUP)",
                    (m, body) -> "BUG: hard lockup" + in(body)),
            of(
                    ReportKind.HUNG_TASK,
                    "^INFO: task \\S+ blocked for more than",
                    (m, body) -> "INFO: task hung" + in(body)),
            of(
                    ReportKind.OOPS,
                    "^BUG: (kernel NULL pointer dereference|unable to handle[^,]*?)(?: for address|, address|:| at |$)",
                    (m, body) -> "BUG: " + plain(m.group(1)) + in(body)),
            of(
                    ReportKind.OOPS,
                    "^(general protection fault|invalid opcode|divide error|stack segment|int3|double fault)\\b",
                    (m, body) -> m.group(1) + in(body)),
            of(
                    ReportKind.OOPS,
                    "^Unable to handle kernel (.+?) at virtual address",
                    (m, body) -> "BUG: unable to handle kernel " + m.group(1) + in(body)),
            of(ReportKind.BUG, "^kernel BUG at ", (m, body) -> "kernel BUG" + in(body)),
            of(
                    ReportKind.WARNING,
                    "^WARNING: .*?\\bat (?:\\S+:\\d+ )?" + FUNCTION,
                    (m, body) -> "WARNING in " + Frames.withoutSuffix(m.group(1))),
            of(ReportKind.WARNING, "^WARNING: (.+)", (m, body) -> "WARNING: " + plain(m.group(1))),
            of(ReportKind.BUG, "^(?:\\w+: )?BUG: (.+)", (m, body) -> "BUG: " + plain(m.group(1))));

    private final ReportKind kind;
    private final Pattern begin;
    private final BiFunction<Matcher, List<String>, String> titled;

    private ReportPattern(ReportKind kind, Pattern begin, BiFunction<Matcher, List<String>, String> titled) {
        this.kind = kind;
        this.begin = begin;
        this.titled = titled;
    }

    private static ReportPattern of(ReportKind kind, String begin, BiFunction<Matcher, List<String>, String> titled) {
        return new ReportPattern(kind, Pattern.compile(begin), titled);
    }

    /** Returns the pattern that a line without its time stamp matches; empty if it begins no report. */
    static Optional<ReportPattern> of(String line) {
        return ALL.stream().filter(p -> p.begin.matcher(line).find()).findFirst();
    }

    ReportKind kind() {
        return kind;
    }

    /**
     * Returns the title.
     *
     * @param body the lines of the report, the first one being the one that matches
     */
    String title(List<String> body) {
        Matcher m = begin.matcher(body.get(0));
        if (!m.find()) {
            throw new IllegalArgumentException(body.get(0));
        }
        return titled.apply(m, body);
    }

    private static String in(List<String> body) {
        return Frames.culprit(body).map(function -> " in " + function).orElse("");
    }

    private static String access(List<String> body) {
        return body.stream()
                .limit(3)
                .map(line ->
                        line.startsWith("Read of size") ? " Read" : line.startsWith("Write of size") ? " Write" : "")
                .filter(word -> !word.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Removes what differs from report to report: addresses, numbers, tasks. */
    private static String plain(String text) {
        return text.replaceAll("0x[0-9a-f]+|\\b[0-9a-f]{8,16}\\b", "ADDR")
                .replaceAll("\\b\\d+\\b", "NUM")
                .strip();
    }
}
