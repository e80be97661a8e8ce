// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.result.ReportKind;

/**
 * What the first line of one sort of report looks like, and how such reports are titled. The titles are those of
 * syzkaller.
 *
 * @param kind what kind of problem it reports
 * @param first matches the first line, without its time stamp
 * @param culprit where the function stands that the title names
 * @param skipped beginnings of the names of functions that only find or report the problem
 * @param title makes the title of the match and that function
 */
record Shape(
        ReportKind kind,
        Pattern first,
        Culprit culprit,
        List<String> skipped,
        BiFunction<Matcher, String, String> title) {

    /** Where the function stands that a title names. */
    enum Culprit {
        /** The title names none, or the first line has it. */
        NONE,
        /** It is the instruction pointer, or else the innermost frame of the stack. */
        POINTER,
        /** It is the innermost frame of the stack that is not skipped. */
        FRAME,
        /** It stands behind the first lock that the report names, or else in the stack. */
        LOCK
    }

    /** {@code FILE:LINE at FUNCTION} on 6.19 and later. */
    private static final String FUNCTION = "([A-Za-z_][\\w.]*)(?:\\+0x|$)";

    private static final List<String> ODEBUG_USERS = List.of(
            "debug_", "__debug", "rcu", "hrtimer_", "timer_", "work_", "kfree", "slab_", "kmem_", "__free_", "vfree");
    private static final List<String> LIST = List.of("__list_", "list_");
    private static final List<String> SLEEP =
            List.of("__might_", "___might_", "__schedule", "schedule", "preempt_schedule", "__cond_resched", "rt_");
    private static final List<String> WATCHDOG = List.of("watchdog", "nmi_", "rcu", "sched_", "__rcu");
    private static final List<String> LOCKING = List.of(
            "lock", "__lock", "_raw_spin", "print_", "check_", "mark_", "register_", "__print", "debug_", "dump_");
    private static final List<String> REFCOUNT = List.of("refcount", "kobject_");
    private static final List<String> SPIN = List.of("spin_", "do_raw_spin", "_raw_spin");
    private static final List<String> PREEMPTION = List.of("check_preemption", "debug_smp", "__this_cpu_preempt");
    private static final List<String> SANITIZER =
            List.of("kasan_", "__asan", "check_", "print_", "__kasan", "ubsan", "__ubsan");
    private static final List<String> NOBODY = List.of();

    /** All shapes; the first that matches a line decides. */
    static final List<Shape> ALL = List.of(
            // The message of a WARN() or BUG() stands before the line with its place.
            new Shape(
                    ReportKind.ODEBUG,
                    Pattern.compile("^ODEBUG: (?:free|init|activate|assert_init|astate|object)\\b"),
                    Culprit.FRAME,
                    ODEBUG_USERS,
                    (m, f) -> "WARNING: ODEBUG bug in " + f),
            new Shape(
                    ReportKind.PREEMPT_LEAK,
                    Pattern.compile("^timer: (\\S+?)(?:\\+0x\\S+)?(?: \\[\\w+\\])? preempt leak: "),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "timer: preempt leak in " + Frames.plain(m.group(1))),
            new Shape(
                    ReportKind.PREEMPT_LEAK,
                    Pattern.compile("^softirq: huh, entered softirq \\d+ (\\w+) .* with preempt_count"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "softirq: preempt leak in " + m.group(1)),
            new Shape(
                    ReportKind.LIST_CORRUPTION,
                    Pattern.compile("^(?:slab )?list_(?:add|del)(?: double add:| corruption\\b)"),
                    Culprit.FRAME,
                    LIST,
                    (m, f) -> "BUG: corrupted list in " + f),
            new Shape(
                    ReportKind.WARNING,
                    Pattern.compile("^refcount_t: "),
                    Culprit.FRAME,
                    REFCOUNT,
                    (m, f) -> "WARNING: refcount bug in " + f),
            // Sanitizers.
            new Shape(
                    ReportKind.KASAN,
                    Pattern.compile("^BUG: KASAN: ([\\w-]+(?: or [\\w-]+)?) in ([\\w.]+)"),
                    Culprit.FRAME,
                    SANITIZER,
                    (m, f) -> "KASAN: " + m.group(1) + Frames.ACCESS + " in "
                            + (f.equals(Frames.UNKNOWN) ? Frames.plain(m.group(2)) : f)),
            new Shape(
                    ReportKind.KCSAN,
                    Pattern.compile("^BUG: KCSAN: (.*? in )(\\S+)(?:( / )(\\S+))?"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "KCSAN: " + m.group(1) + Frames.plain(m.group(2))
                            + (m.group(4) == null ? "" : " / " + Frames.plain(m.group(4)))),
            new Shape(
                    ReportKind.UBSAN,
                    Pattern.compile("^UBSAN: ([A-Za-z][\\w -]*?) in "),
                    Culprit.FRAME,
                    SANITIZER,
                    (m, f) -> "UBSAN: " + m.group(1) + " in " + f),
            new Shape(
                    ReportKind.KMEMLEAK,
                    Pattern.compile("^(?:BUG: memory leak|kmemleak: \\d+ new suspected memory leaks)"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "memory leak"),
            // The lock validator.
            lock("possible (?:circular locking|recursive locking|irq lock inversion)(?: dependency)? detected"),
            lock("\\w+-(?:READ-)?safe -> \\w+-(?:READ-)?unsafe lock order detected"),
            new Shape(
                    ReportKind.LOCKDEP,
                    Pattern.compile("^WARNING: inconsistent lock state"),
                    Culprit.LOCK,
                    LOCKING,
                    (m, f) -> "inconsistent lock state in " + f),
            new Shape(
                    ReportKind.LOCKDEP,
                    Pattern.compile(
                            "^(?:WARNING: |\\[ )((?:BUG: )?(?:bad unlock balance|held lock freed|[Ii]nvalid wait context"
                                    + "|suspicious RCU usage|lock held when returning to user space"
                                    + "|Nested lock was not taken))"),
                    Culprit.FRAME,
                    LOCKING,
                    (m, f) -> m.group(1).startsWith("BUG: ")
                            ? m.group(1) + " in " + f
                            : "WARNING: " + m.group(1) + " in " + f),
            new Shape(
                    ReportKind.LOCKDEP,
                    Pattern.compile("^INFO: trying to register non-static key"),
                    Culprit.FRAME,
                    LOCKING,
                    (m, f) -> "INFO: trying to register non-static key in " + f),
            new Shape(
                    ReportKind.LOCKDEP,
                    Pattern.compile("^BUG: (MAX_(?:LOCKDEP|LOCK|STACK_TRACE)\\w*) too low"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "BUG: " + m.group(1) + " too low!"),
            new Shape(
                    ReportKind.LOCKDEP,
                    Pattern.compile("^BUG: spinlock (lockup suspected|already unlocked|recursion|bad magic|wrong owner"
                            + "|wrong CPU)"),
                    Culprit.FRAME,
                    SPIN,
                    (m, f) -> "BUG: spinlock " + m.group(1) + " in " + f),
            // What took too long.
            new Shape(
                    ReportKind.RCU_STALL,
                    Pattern.compile("^(?:rcu: )?INFO: rcu_\\w+ (?:self-)?detected(?: expedited)? stall"),
                    Culprit.POINTER,
                    WATCHDOG,
                    (m, f) -> "INFO: rcu detected stall in " + f),
            new Shape(
                    ReportKind.SOFT_LOCKUP,
                    Pattern.compile("^(?:watchdog: )?BUG: soft lockup"),
                    Culprit.POINTER,
                    WATCHDOG,
                    (m, f) -> "BUG: soft lockup in " + f),
            new Shape(
                    ReportKind.HARD_LOCKUP,
                    Pattern.compile("^(?:NMI )?watchdog: (?:CPU\\d+: )?Watchdog detected hard LOCKUP"),
                    Culprit.POINTER,
                    WATCHDOG,
                    (m, f) -> "BUG: hard lockup in " + f),
            new Shape(
                    ReportKind.HUNG_TASK,
                    Pattern.compile("^INFO: task .* blocked (?:in I/O wait )?for more than \\d+ seconds"),
                    Culprit.FRAME,
                    SLEEP,
                    (m, f) -> "INFO: task hung in " + f),
            new Shape(
                    ReportKind.WORKQUEUE_LOCKUP,
                    Pattern.compile("^BUG: workqueue lockup"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "BUG: workqueue lockup"),
            // Contexts and pages.
            new Shape(
                    ReportKind.ATOMIC_SLEEP,
                    Pattern.compile("^BUG: scheduling while atomic"),
                    Culprit.FRAME,
                    SLEEP,
                    (m, f) -> "BUG: scheduling while atomic in " + f),
            new Shape(
                    ReportKind.ATOMIC_SLEEP,
                    Pattern.compile("^BUG: sleeping function called from invalid context"),
                    Culprit.FRAME,
                    SLEEP,
                    (m, f) -> "BUG: sleeping function called from invalid context in " + f),
            new Shape(
                    ReportKind.PREEMPT_LEAK,
                    Pattern.compile("^BUG: workqueue leaked (?:lock or )?atomic"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "BUG: workqueue leaked lock or atomic"),
            new Shape(
                    ReportKind.BUG,
                    Pattern.compile("^BUG: using (\\w+)\\(\\) in preemptible"),
                    Culprit.FRAME,
                    PREEMPTION,
                    (m, f) -> "BUG: using " + m.group(1) + "() in preemptible code in " + f),
            new Shape(
                    ReportKind.BAD_PAGE,
                    Pattern.compile("^BUG: (Bad (?:page state|page map|page cache|rss-counter state|swap))"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "BUG: " + m.group(1)),
            // Faults.
            oops(
                    "^BUG: (?:kernel NULL pointer dereference|unable to handle kernel NULL pointer)"
                            + "|^Unable to handle kernel NULL pointer dereference",
                    "BUG: unable to handle kernel NULL pointer dereference"),
            oops(
                    "^BUG: unable to handle (?:kernel paging request|page fault)"
                            + "|^Unable to handle kernel (?:paging request|access)",
                    "BUG: unable to handle kernel paging request"),
            oops("^(?:Oops: )?general protection fault\\b", "general protection fault"),
            oops("^(?:Oops: )?stack segment\\b", "stack segment fault"),
            oops("^(?:Oops: )?divide error\\b", "divide error"),
            oops("^kernel BUG at ", "kernel BUG"),
            oops("^BUG: stack guard page was hit|^BUG: .*stack guard page", "BUG: stack guard page was hit"),
            oops("^(?:traps: )?PANIC: double fault", "PANIC: double fault"),
            oops("^(?:Oops: )?(?:int3|invalid opcode|double fault)\\b|^Oops\\b|^Internal error: ", "Oops"),
            new Shape(
                    ReportKind.PANIC,
                    Pattern.compile("^Kernel panic - not syncing: ?(.*)"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "kernel panic: " + Frames.general(m.group(1))),
            // The rest.
            new Shape(
                    ReportKind.WARNING,
                    Pattern.compile("^WARNING: (?:CPU: \\d+ PID: \\d+ at )?(\\S+:\\d+)(?: at)? " + FUNCTION),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "WARNING in " + Frames.plain(m.group(2))),
            new Shape(
                    ReportKind.WARNING,
                    Pattern.compile("^WARNING: (?:CPU: \\d+ PID: \\d+ )?at (\\S+)"),
                    Culprit.POINTER,
                    NOBODY,
                    (m, f) -> "WARNING in " + f),
            new Shape(
                    ReportKind.WARNING,
                    Pattern.compile("^WARNING: (.+)"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "WARNING: " + Frames.general(m.group(1))),
            new Shape(
                    ReportKind.BUG,
                    Pattern.compile("^(?:\\[ )?BUG: (.+?)(?: \\])?$"),
                    Culprit.NONE,
                    NOBODY,
                    (m, f) -> "BUG: " + Frames.general(m.group(1))));

    private static Shape lock(String what) {
        return new Shape(
                ReportKind.LOCKDEP,
                Pattern.compile("^(?:WARNING|INFO): " + what),
                Culprit.LOCK,
                LOCKING,
                (m, f) -> "possible deadlock in " + f);
    }

    private static Shape oops(String first, String title) {
        return new Shape(
                ReportKind.OOPS, Pattern.compile(first), Culprit.POINTER, NOBODY, (m, f) -> title + " in " + f);
    }
}
