// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.uapi.Named;

/** What a kernel reports on its console or in its log. */
public enum ReportKind implements Named {
    /** The kernel stopped for good. */
    PANIC,
    /** A fault in the kernel: a bad pointer, a bad instruction, a stale breakpoint. */
    OOPS,
    /** BUG_ON() and whatever the kernel calls a BUG without a kind of its own here. */
    BUG,
    /** WARN_ON() and whatever the kernel calls a WARNING without a kind of its own here. */
    WARNING,
    /** The address sanitizer found an access to memory that was freed or never allocated. */
    KASAN,
    /** The concurrency sanitizer found a data race. */
    KCSAN,
    /** The undefined behaviour sanitizer. */
    UBSAN,
    /** The leak detector. */
    KMEMLEAK,
    /** The life cycle checks of kernel objects, timers among them. */
    ODEBUG,
    /** The lock dependency checks, those of RCU included. */
    LOCKDEP,
    /** A list whose pointers contradict each other. */
    LIST_CORRUPTION,
    /** A page of memory in an impossible state. */
    BAD_PAGE,
    /** A function that may sleep was called where nothing may. */
    ATOMIC_SLEEP,
    /** A handler or a softirq returned with another preemption count than it began with. */
    PREEMPT_LEAK,
    /** A CPU kept a grace period from ending. */
    RCU_STALL,
    /** A CPU did not schedule for many seconds. */
    SOFT_LOCKUP,
    /** A CPU did not take an interrupt for many seconds. */
    HARD_LOCKUP,
    /** A task did not run for minutes. */
    HUNG_TASK,
    /** Workers of a queue made no progress for many seconds. */
    WORKQUEUE_LOCKUP;

    /** Returns whether a host that does not run the guest's CPUs causes the same report. */
    public boolean causedByStalls() {
        return this == RCU_STALL
                || this == SOFT_LOCKUP
                || this == HARD_LOCKUP
                || this == HUNG_TASK
                || this == WORKQUEUE_LOCKUP;
    }
}
