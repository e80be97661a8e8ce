// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.timertorture.qemu.GuestConsole;
import org.timertorture.result.KernelReport;
import org.timertorture.result.ReportKind;

/** Reports in the formats of kernels from 5.10 to 7.3, x86 and arm64. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportReaderTest {
    private static final String CUT = "[   12.1] ------------[ cut here ]------------\n";
    private static final String TRACE = """
            [   12.3] Call Trace:
            [   12.3]  <IRQ>
            [   12.3]  dump_stack_lvl+0x5d/0x80
            [   12.3]  ? __warn+0x81/0x130
            """;

    private static List<KernelReport> read(String text) {
        return ReportReader.read(text.lines().map(GuestConsole::withoutStamp).toList(), "6.12.95-amd64");
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("5.10 to 6.18", ReportKind.WARNING, "WARNING in __run_timers", CUT + """
                        [   12.3] WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1792 __run_timers+0x2a1/0x2f0
                        [   12.3] Modules linked in: timertorture(OE)
                        [   12.3] RIP: 0010:__run_timers+0x2a1/0x2f0
                        [   12.3] ---[ end trace 0000000000000000 ]---
                        """),
                Arguments.of("from 6.19 on", ReportKind.WARNING, "WARNING in expire_timers", CUT + """
                        [   12.3][    C1] WARNING: kernel/time/timer.c:1792 at expire_timers+0x2a1/0x2f0, CPU#1: swapper/1/0
                        """),
                Arguments.of(
                        "a function that the compiler split",
                        ReportKind.WARNING,
                        "WARNING in trigger_dyntick_cpu",
                        "[    1.0] WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:5 trigger_dyntick_cpu.isra.0+0x1/0x2\n"),
                Arguments.of(
                        "a warning in words",
                        ReportKind.WARNING,
                        "WARNING: stack recursion on stack type NUM",
                        "[    1.0] WARNING: stack recursion on stack type 4\n"),
                Arguments.of(
                        "a callback that leaks a preemption count",
                        ReportKind.PREEMPT_LEAK,
                        "timer: preempt leak in tt_handler",
                        CUT + """
                        [   12.2] timer: tt_handler+0x0/0x1a0 [timertorture] preempt leak: 00000101 -> 00000102
                        [   12.3] WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1425 call_timer_fn+0x11c/0x130
                        [   12.3] RIP: 0010:call_timer_fn+0x11c/0x130
                        """),
                Arguments.of(
                        "a softirq that leaks one",
                        ReportKind.PREEMPT_LEAK,
                        "softirq: preempt leak in TIMER",
                        "[    9.0] softirq: huh, entered softirq 1 TIMER 00000000f with preempt_count 00000100,"
                                + " exited with 00000101?\n"),
                Arguments.of(
                        "debug objects",
                        ReportKind.ODEBUG,
                        "WARNING: ODEBUG bug in tt_cell_free",
                        CUT + """
                        [   12.2] ODEBUG: free active (active state 0) object: 000000003f object type: timer_list hint: tt_handler+0x0/0x1
                        [   12.3] WARNING: CPU: 1 PID: 101 at lib/debugobjects.c:612 debug_print_object+0x7d/0xb0
                        [   12.3] RIP: 0010:debug_print_object+0x7d/0xb0
                        """ + TRACE + """
                        [   12.3]  debug_check_no_obj_freed+0x1d7/0x210
                        [   12.3]  kfree+0x110/0x240
                        [   12.3]  tt_cell_free+0x41/0x90 [timertorture]
                        """),
                Arguments.of(
                        "a corrupted list, warned of",
                        ReportKind.LIST_CORRUPTION,
                        "BUG: corrupted list in detach_if_pending",
                        CUT + """
                        [   12.2] list_del corruption, ffff8881->next is LIST_POISON1 (dead000000000100)
                        [   12.3] WARNING: CPU: 0 PID: 33 at lib/list_debug.c:56 __list_del_entry_valid_or_report+0x7b/0xe0
                        """ + TRACE + "[   12.3]  detach_if_pending+0x31/0xa0\n"),
                Arguments.of(
                        "a corrupted list, died of",
                        ReportKind.LIST_CORRUPTION,
                        "BUG: corrupted list in enqueue_timer",
                        CUT + """
                        [   12.2] list_add corruption. prev->next should be next (ffff), but was 0000. (prev=ffff).
                        [   12.3] kernel BUG at lib/list_debug.c:32!
                        [   12.3] Oops: invalid opcode: 0000 [#1] PREEMPT SMP NOPTI
                        [   12.3] RIP: 0010:__list_add_valid_or_report+0x8f/0xa0
                        """ + TRACE + """
                        [   12.3]  enqueue_timer+0x31/0xa0
                        [   12.4] ---[ end trace 0000000000000000 ]---
                        [   12.4] Kernel panic - not syncing: Fatal exception in interrupt
                        """),
                Arguments.of(
                        "the address sanitizer",
                        ReportKind.KASAN,
                        "KASAN: slab-use-after-free Write in enqueue_timer",
                        """
                        [   12.3] ==================================================================
                        [   12.3] BUG: KASAN: slab-use-after-free in enqueue_timer+0x5a/0x2b0
                        [   12.3] Write of size 8 at addr ffff888104c8a148 by task swapper/1/0
                        """ + TRACE + """
                        [   12.3]  print_report+0x174/0x505
                        [   12.3]  kasan_report+0xc2/0x180
                        [   12.3]  enqueue_timer+0x5a/0x2b0
                        """),
                Arguments.of(
                        "the address sanitizer, cut off",
                        ReportKind.KASAN,
                        "KASAN: double-free or invalid-free in kfree",
                        "[   12.3] BUG: KASAN: double-free or invalid-free in kfree+0x1/0x2\n"),
                Arguments.of(
                        "the concurrency sanitizer",
                        ReportKind.KCSAN,
                        "KCSAN: data-race in __mod_timer / __run_timers",
                        "[   12.3] BUG: KCSAN: data-race in __mod_timer / __run_timers.part.0\n"),
                Arguments.of(
                        "the sanitizer of undefined behaviour",
                        ReportKind.UBSAN,
                        "UBSAN: array-index-out-of-bounds in calc_wheel_index",
                        """
                        [   12.3] UBSAN: array-index-out-of-bounds in kernel/time/timer.c:540:9
                        [   12.3] index 576 is out of range for type 'hlist_head [576]'
                        """ + TRACE + """
                        [   12.3]  ubsan_epilogue+0x5/0x30
                        [   12.3]  __ubsan_handle_out_of_bounds.cold+0x46/0x4b
                        [   12.3]  calc_wheel_index+0x31/0xa0
                        """),
                Arguments.of(
                        "leaked memory",
                        ReportKind.KMEMLEAK,
                        "memory leak",
                        "[   60.0] kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)\n"),
                Arguments.of("a possible deadlock", ReportKind.LOCKDEP, "possible deadlock in lock_timer_base", """
                        [   12.3] ======================================================
                        [   12.3] WARNING: possible circular locking dependency detected
                        [   12.3] 6.12.0 #1 Tainted: G           O
                        [   12.3] ------------------------------------------------------
                        [   12.3] tt/101 is trying to acquire lock:
                        [   12.3] ffff8881 (&base->lock){-.-.}-{2:2}, at: lock_timer_base+0x5a/0x90
                        [   12.3] but task is already holding lock:
                        [   12.3] ffff8882 (&lane->lock){....}-{2:2}, at: tt_lane_take+0x1a/0x40 [timertorture]
                        """),
                Arguments.of(
                        "an inconsistent lock", ReportKind.LOCKDEP, "inconsistent lock state in tt_lane_take", """
                        [   12.3] WARNING: inconsistent lock state
                        [   12.3] tt/101 [HC0[0]:SC0[0]:HE1:SE1] takes:
                        [   12.3] ffff8882 (&lane->lock){+.?.}-{2:2}, at: tt_lane_take+0x1a/0x40 [timertorture]
                        """),
                Arguments.of(
                        "a lock in the wrong context",
                        ReportKind.LOCKDEP,
                        "BUG: Invalid wait context in tt_handler",
                        "[   12.3] [ BUG: Invalid wait context ]\n" + TRACE + """
                        [   12.3]  __lock_acquire+0x9c/0x20
                        [   12.3]  lock_acquire+0x9c/0x20
                        [   12.3]  _raw_spin_lock+0x2a/0x40
                        [   12.3]  tt_handler+0x2a/0x40 [timertorture]
                        """),
                Arguments.of("an RCU stall", ReportKind.RCU_STALL, "INFO: rcu detected stall in del_timer_sync", """
                        [   34.0] rcu: INFO: rcu_preempt self-detected stall on CPU
                        [   34.0] rcu: \t1-....: (5249 ticks this GP) idle=f0c/1/0x4000000000000002
                        [   34.0] RIP: 0010:del_timer_sync+0x20/0x90
                        """),
                Arguments.of("a soft lockup", ReportKind.SOFT_LOCKUP, "BUG: soft lockup in del_timer_sync", """
                        [   34.0] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [tt_del/0:99]
                        [   34.0] RIP: 0010:del_timer_sync+0x20/0x90
                        """),
                Arguments.of("a hard lockup", ReportKind.HARD_LOCKUP, "BUG: hard lockup in lock_timer_base", """
                        [   34.0] watchdog: CPU1: Watchdog detected hard LOCKUP on cpu 1
                        [   34.0] RIP: 0010:lock_timer_base+0x20/0x90
                        """),
                Arguments.of("a hung task", ReportKind.HUNG_TASK, "INFO: task hung in tt_cell_end", """
                        [  240.0] INFO: task agent:1 blocked for more than 120 seconds.
                        [  240.0] Call Trace:
                        [  240.0]  __schedule+0x34d/0x9e0
                        [  240.0]  schedule+0x5a/0xd0
                        [  240.0]  schedule_timeout+0x14d/0x160
                        [  240.0]  tt_cell_end+0x14d/0x160 [timertorture]
                        """),
                Arguments.of(
                        "sleeping where it must not",
                        ReportKind.ATOMIC_SLEEP,
                        "BUG: sleeping function called from invalid context in tt_round",
                        "[   34.0] BUG: sleeping function called from invalid context at kernel/time/timer.c:1380\n"
                                + TRACE + """
                                [   34.0]  __might_resched.cold+0xaf/0xbf
                                [   34.0]  tt_round+0x2b/0x30 [timertorture]
                                """),
                Arguments.of(
                        "scheduling where it must not",
                        ReportKind.ATOMIC_SLEEP,
                        "BUG: scheduling while atomic in tt_worker",
                        "[   34.0] BUG: scheduling while atomic: tt_del/0/99/0x00000002\n" + TRACE + """
                                [   34.0]  __schedule_bug.cold+0x47/0x53
                                [   34.0]  __schedule+0x7c9/0x9e0
                                [   34.0]  tt_worker+0x2b/0x30 [timertorture]
                                """),
                Arguments.of(
                        "a bad page",
                        ReportKind.BAD_PAGE,
                        "BUG: Bad page state",
                        "[   34.0] BUG: Bad page state in process agent  pfn:104c8a\n"),
                Arguments.of(
                        "a null pointer",
                        ReportKind.OOPS,
                        "BUG: unable to handle kernel NULL pointer dereference in __run_timers",
                        """
                        [   34.0] BUG: kernel NULL pointer dereference, address: 0000000000000008
                        [   34.0] #PF: supervisor write access in kernel mode
                        [   34.0] Oops: 0002 [#1] PREEMPT SMP NOPTI
                        [   34.0] RIP: 0010:__run_timers+0x20/0x90
                        """),
                Arguments.of(
                        "a null pointer on arm64",
                        ReportKind.OOPS,
                        "BUG: unable to handle kernel NULL pointer dereference in __run_timers",
                        """
                        [   34.0] Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008
                        [   34.0] Internal error: Oops: 0000000096000044 [#1] SMP
                        [   34.0] pc : __run_timers+0x20/0x90
                        [   34.0] lr : run_timer_softirq+0x20/0x90
                        """),
                Arguments.of("a bad pointer", ReportKind.OOPS, "general protection fault in detach_if_pending", """
                        [   34.0] Oops: general protection fault, probably for non-canonical address 0xdead000000000122: 0000 [#1] SMP
                        [   34.0] RIP: 0010:detach_if_pending+0x2f/0xa0
                        """),
                Arguments.of("a BUG()", ReportKind.OOPS, "kernel BUG in add_timer", """
                        [   34.0] kernel BUG at kernel/time/timer.c:1140!
                        [   34.0] invalid opcode: 0000 [#1] SMP
                        [   34.0] RIP: 0010:add_timer+0x2f/0xa0
                        """),
                Arguments.of(
                        "a panic by itself",
                        ReportKind.PANIC,
                        "kernel panic: timertorture: injected",
                        "[   34.0] Kernel panic - not syncing: timertorture: injected\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void a_report_has_one_kind_and_one_title(String what, ReportKind kind, String title, String text) {
        List<KernelReport> reports = read(text);
        assertEquals(1, reports.size(), () -> what + ": " + reports);
        assertEquals(kind, reports.get(0).kind(), reports::toString);
        assertEquals(title, reports.get(0).title(), reports::toString);
        assertTrue(reports.get(0).counts());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void a_problem_that_is_reported_twice_is_counted_and_not_repeated(
            String what, ReportKind kind, String title, String text) {
        List<KernelReport> reports = read(text + "[   99.0] something else\n" + text);
        assertEquals(List.of(title), reports.stream().map(KernelReport::title).toList(), what);
        assertEquals(2, reports.get(0).count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void time_stamps_make_no_difference(String what, ReportKind kind, String title, String text) {
        String bare = text.replaceAll("(?m)^\\[ *\\d+\\.\\d+\\](\\[ *[CT]\\d+\\])? ?", "");
        assertEquals(
                List.of(title), read(bare).stream().map(KernelReport::title).toList(), what);
    }

    @Test
    void the_first_line_and_the_sure_frames_are_quoted() {
        List<String> lines = read("""
                [   12.3] BUG: sleeping function called from invalid context at kernel/time/timer.c:1380
                [   12.3] in_atomic(): 1, irqs_disabled(): 0
                [   12.3] CPU: 1 PID: 99 Comm: tt_del/0
                [   12.3] Call Trace:
                [   12.3]  <TASK>
                [   12.3]  dump_stack_lvl+0x5d/0x80
                [   12.3]  ? tt_guess+0x1/0x2
                [   12.3]  tt_round+0x2b/0x30 [timertorture]
                [   12.3]  </TASK>
                """).get(0).lines();
        assertEquals(
                List.of(
                        "BUG: sleeping function called from invalid context at kernel/time/timer.c:1380",
                        "dump_stack_lvl+0x5d/0x80",
                        "tt_round+0x2b/0x30 [timertorture]"),
                lines);
    }

    @Test
    void lines_that_report_no_problem_are_passed_over() {
        List<KernelReport> reports = read("""
                [    0.0] Command line: console=ttyS0 loglevel=7 panic=-1 oops=panic panic_on_warn=1
                [    0.1] Spectre V2 : WARNING: Unprivileged eBPF is enabled with eIBRS on
                [    0.2] rcu: Preemptible hierarchical RCU implementation.
                [    0.3] rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
                [    0.4] NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.
                [    0.5] INFO: NMI handler (nmi_cpu_backtrace_handler) took too long to run: 1.512 msecs
                [    0.6] timertorture: cell 1: rule 1 broken by broken_no_wait in running, pair 0
                [    0.7] timertorture: loading out-of-tree module taints kernel.
                [    0.8] clocksource: timekeeping watchdog on CPU1: Marking clocksource 'tsc' as unstable
                [    0.9] Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar
                [    1.0] kmemleak: Kernel memory leak detector initialized (mem pool available: 15679)
                [    1.1] debug: unmapping init [mem 0xffffffff82e00000-0xffffffff831fffff]
                """);
        assertTrue(reports.isEmpty(), reports::toString);
    }

    @Test
    void a_second_problem_is_a_second_report() {
        List<KernelReport> reports = read("""
                [   12.3] WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1792 __run_timers+0x2a1/0x2f0
                [   12.3] RIP: 0010:__run_timers+0x2a1/0x2f0
                [   12.3] ---[ end trace 0000000000000000 ]---
                [   12.4] WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1700 call_timer_fn+0x2a1/0x2f0
                [   12.5] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009
                """);
        assertEquals(
                List.of(
                        "WARNING in __run_timers",
                        "WARNING in call_timer_fn",
                        "kernel panic: Attempted to kill init! exitcode=NUM"),
                reports.stream().map(KernelReport::title).toList());
    }
}
