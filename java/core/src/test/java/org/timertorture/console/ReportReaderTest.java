// SPDX-License-Identifier: Apache-2.0
package org.timertorture.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.timertorture.result.KernelReport;
import org.timertorture.result.ReportKind;

class ReportReaderTest {
    private static final String RELEASE = "6.12.95-amd64";

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(ReportKind.WARNING, "WARNING in __mod_timer", """
                        ------------[ cut here ]------------
                        WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1034 __mod_timer+0x2f6/0x340
                        Modules linked in: timertorture(OE)
                        CPU: 1 PID: 0 Comm: swapper/1 Tainted: G           OE      6.1.0-56-cloud-amd64 #1
                        RIP: 0010:__mod_timer+0x2f6/0x340
                        Call Trace:
                         <IRQ>
                         tt_handler_rearm+0x44/0x90 [timertorture]
                        ---[ end trace 0000000000000000 ]---
                        """),
                // 6.19 moved the place to the front.
                Arguments.of(ReportKind.WARNING, "WARNING in expire_timers", """
                        ------------[ cut here ]------------
                        WARNING: kernel/time/timer.c:1763 at expire_timers+0x14a/0x160, CPU#2: swapper/2/0
                        RIP: 0010:expire_timers+0x14a/0x160
                        ---[ end trace 0000000000000000 ]---
                        """),
                Arguments.of(ReportKind.KASAN, "KASAN: slab-use-after-free Read in detach_if_pending", """
                        ==================================================================
                        BUG: KASAN: slab-use-after-free in detach_if_pending+0x1c/0x1d0
                        Read of size 8 at addr ffff88800a1b2c08 by task tt_deleter/113
                        Call Trace:
                         <TASK>
                         dump_stack_lvl+0x5d/0x80
                         print_report+0x174/0x505
                         detach_if_pending+0x1c/0x1d0
                        ==================================================================
                        """),
                Arguments.of(ReportKind.KCSAN, "KCSAN: data-race in __run_timers / timer_delete_sync", """
                        ==================================================================
                        BUG: KCSAN: data-race in __run_timers / timer_delete_sync
                        write to 0xffff88803ec1c5c8 of 8 bytes by interrupt on cpu 1:
                         __run_timers+0x2a0/0x400
                        ==================================================================
                        """),
                Arguments.of(ReportKind.UBSAN, "UBSAN: shift-out-of-bounds in calc_wheel_index", """
                        ------------[ cut here ]------------
                        UBSAN: shift-out-of-bounds in kernel/time/timer.c:560:23
                        shift exponent 64 is too large for 64-bit type 'long unsigned int'
                        Call Trace:
                         <TASK>
                         dump_stack_lvl+0x5d/0x80
                         ubsan_epilogue+0x5/0x30
                         __ubsan_handle_shift_out_of_bounds.cold+0x5e/0x113
                         calc_wheel_index.part.0+0x5a/0x120
                        ---[ end trace ]---
                        """),
                Arguments.of(ReportKind.ODEBUG, "ODEBUG: activate object in enqueue_timer", """
                        ------------[ cut here ]------------
                        ODEBUG: activate active (active state 0) object: ffff888 object type: timer_list hint: tt_handler+0x0/0x20
                        WARNING: CPU: 0 PID: 101 at lib/debugobjects.c:514 debug_print_object+0xb5/0xe0
                        RIP: 0010:debug_print_object+0xb5/0xe0
                        Call Trace:
                         <TASK>
                         debug_object_activate+0x170/0x1f0
                         enqueue_timer+0x2c/0x180
                        ---[ end trace 0000000000000000 ]---
                        """),
                Arguments.of(ReportKind.LOCKDEP, "possible deadlock in timer_delete_sync", """
                        ======================================================
                        WARNING: possible circular locking dependency detected
                        6.12.95 #1 Tainted: G           O
                        ------------------------------------------------------
                        tt_deleter/113 is trying to acquire lock:
                        ffff8880 (&t->timer){+.-.}-{0:0}, at: timer_delete_sync+0x5/0x110
                        Call Trace:
                         <TASK>
                         check_noncircular+0x12b/0x150
                         __lock_acquire+0x1247/0x1f60
                         lock_acquire+0xbe/0x2d0
                         timer_delete_sync+0x43/0x110
                        """),
                Arguments.of(ReportKind.RCU_STALL, "INFO: rcu detected stall in tt_handler_run", """
                        rcu: INFO: rcu_sched self-detected stall on CPU
                        rcu: \t1-....: (5249 ticks this GP) idle=3c4c/1/0x4000000000000000 softirq=95/95 fqs=2625
                        CPU: 1 PID: 113 Comm: tt_armer Tainted: G           OE
                        RIP: 0010:tt_handler_run+0x14/0x90 [timertorture]
                        """),
                Arguments.of(ReportKind.SOFT_LOCKUP, "BUG: soft lockup in tt_spin", """
                        watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [tt_deleter:113]
                        CPU: 1 PID: 113 Comm: tt_deleter
                        RIP: 0010:tt_spin+0x14/0x90 [timertorture]
                        """),
                Arguments.of(ReportKind.HUNG_TASK, "INFO: task hung in timer_delete_sync", """
                        INFO: task tt_deleter:113 blocked for more than 120 seconds.
                              Tainted: G           OE      6.12.95 #1
                        Call Trace:
                         <TASK>
                         __schedule+0x3f0/0xb50
                         schedule+0x27/0xf0
                         timer_delete_sync+0x93/0x110
                        """),
                Arguments.of(ReportKind.ATOMIC_SLEEP, "BUG: scheduling while atomic in worker_loop", """
                        BUG: scheduling while atomic: kworker/1:1/35/0x00000100
                        Call Trace:
                         <TASK>
                         dump_stack_lvl+0x5d/0x80
                         __schedule_bug.cold+0x42/0x4e
                         __schedule+0x8d9/0xb50
                         schedule+0x27/0xf0
                         worker_loop+0x93/0x110
                        """),
                Arguments.of(ReportKind.PREEMPT_LEAK, "preempt leak in timer tt_handler", """
                        ------------[ cut here ]------------
                        timer: tt_handler+0x0/0x20 [timertorture] preempt leak: 00000100 -> 00000101
                        WARNING: CPU: 1 PID: 0 at kernel/time/timer.c:1432 call_timer_fn+0x127/0x130
                        ---[ end trace 0000000000000000 ]---
                        """),
                Arguments.of(ReportKind.LIST_CORRUPTION, "BUG: corrupted list in enqueue_timer", """
                        list_add corruption. next->prev should be prev (ffff8880), but was ffff8881. (next=ffff8882).
                        ------------[ cut here ]------------
                        kernel BUG at lib/list_debug.c:29!
                        RIP: 0010:__list_add_valid_or_report+0x78/0xb0
                        Call Trace:
                         enqueue_timer+0x2c/0x180
                        """),
                Arguments.of(ReportKind.OOPS, "BUG: kernel NULL pointer dereference in expire_timers", """
                        BUG: kernel NULL pointer dereference, address: 0000000000000000
                        #PF: supervisor instruction fetch in kernel mode
                        RIP: 0010:0x0
                        Call Trace:
                         <IRQ>
                         expire_timers+0xa9/0x150
                        """),
                Arguments.of(
                        ReportKind.PANIC,
                        "kernel panic: Fatal exception in interrupt",
                        "Kernel panic - not syncing: Fatal exception in interrupt\n"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aReportIsTitledByWhatItIsAndWhereItCameFrom(ReportKind kind, String title, String text) {
        List<KernelReport> reports = ReportReader.read(text.lines().toList(), RELEASE);
        assertEquals(1, reports.size(), () -> reports.toString());
        assertEquals(title, reports.get(0).title());
        assertEquals(kind, reports.get(0).kind());
        assertTrue(reports.get(0).counts());
    }

    @Test
    void theSameReportIsCountedAndNotRepeated() {
        String warning = """
                WARNING: CPU: %d PID: 7 at kernel/time/timer.c:1034 __mod_timer+0x2f6/0x340
                RIP: 0010:__mod_timer+0x2f6/0x340
                ---[ end trace 0000000000000000 ]---
                """;
        List<String> lines =
                (warning.formatted(0) + warning.formatted(1)).lines().toList();
        List<KernelReport> reports = ReportReader.read(lines, RELEASE);
        assertEquals(1, reports.size());
        assertEquals(2, reports.get(0).count());
        assertEquals(2, reports.get(0).lines().size(), reports.get(0).lines().toString());
    }

    @Test
    void whatAKernelPrintsInPassingIsNoReport() {
        List<String> lines = List.of(
                "Linux version 6.12.95",
                "debug: unmapping init memory",
                "timertorture: loading out-of-tree module taints kernel.",
                "timertorture: cell 1: rule 1 broken by broken_no_wait",
                "smpboot: CPU 1 is now offline",
                "clocksource: Switched to clocksource tsc",
                "hrtimer: interrupt took 3000000 ns",
                "timertorture-agent: ready");
        assertEquals(List.of(), ReportReader.read(lines, RELEASE));
    }
}
