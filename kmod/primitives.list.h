/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ways to delete a timer, and the ways to arm one. table.h says how a table is
 * written; primitives.c includes this file and needs no guard. The fields of an entry:
 *
 *	KIND		TT_KIND_*
 *	FLAGS		TT_PRIM_*; TT_PRIM_AVAILABLE comes from NEEDS
 *	NEEDS		the TT_HAVE_* without which the primitive is not available
 *	CALL		the function that deletes or arms
 *	KERNEL_NAME	what the running kernel calls it, if that is another name
 *	ALIASES		older names, separated by spaces
 *	DEFECT		of a broken one: the rule that names its defect, TT_RULE_*
 *	SHOWS_IN	of a broken one: the scenario in which its defect shows
 *
 * TT_MODEL is an entry for an algorithm of an old kernel. Its name is that of the
 * TT_DELETION in history/.
 */

TT_PRIMITIVE(null,
	     "Calls nothing. Its cost is the cost of two clock reads.",
	     KIND(NULL)
	     KERNEL_NAME("(nothing)")
	     CALL(tt_call_null))

TT_PRIMITIVE(timer_delete,
	     "Dequeues the timer. The handler may still run and may arm the timer again.",
	     KIND(NATIVE)
	     KERNEL_NAME(TT_NAME_TIMER_DELETE)
	     ALIASES("del_timer")
	     CALL(tt_call_timer_delete))

TT_PRIMITIVE(timer_delete_sync,
	     "Dequeues the timer and waits until its handler has ended.",
	     KIND(NATIVE)
	     FLAGS(SYNC)
	     KERNEL_NAME(TT_NAME_TIMER_DELETE_SYNC)
	     ALIASES("del_timer_sync")
	     CALL(tt_call_timer_delete_sync))

TT_PRIMITIVE(timer_delete_sync_try,
	     "Dequeues the timer, or returns -1 if its handler is running.",
	     KIND(NATIVE)
	     FLAGS(SYNC, TRI)
	     KERNEL_NAME(TT_NAME_TIMER_DELETE_SYNC_TRY)
	     ALIASES("try_to_del_timer_sync")
	     CALL(tt_call_timer_delete_sync_try))

TT_PRIMITIVE(timer_shutdown,
	     "Dequeues the timer. Arming it afterwards has no effect.",
	     KIND(NATIVE)
	     FLAGS(SHUTDOWN)
	     NEEDS(TIMER_SHUTDOWN)
	     CALL(tt_call_timer_shutdown))

TT_PRIMITIVE(timer_shutdown_sync,
	     "Does what timer_shutdown does and waits until the handler has ended.",
	     KIND(NATIVE)
	     FLAGS(SYNC, SHUTDOWN)
	     NEEDS(TIMER_SHUTDOWN_SYNC)
	     CALL(tt_call_timer_shutdown_sync))

TT_PRIMITIVE(del_singleshot_timer_sync,
	     "Is the same function as del_timer_sync from 2.6.13 until 6.1 removed the name.",
	     KIND(NATIVE)
	     FLAGS(SYNC)
	     NEEDS(DEL_SINGLESHOT_TIMER_SYNC)
	     CALL(tt_call_del_singleshot_timer_sync))

TT_PRIMITIVE(mod_timer,
	     "Arms the timer, or changes its expiry if it is queued.",
	     KIND(NATIVE)
	     FLAGS(ARMS, INSIDE)
	     CALL(tt_call_mod_timer))

TT_PRIMITIVE(timer_reduce,
	     "Does what mod_timer does, but only to make the expiry earlier.",
	     KIND(NATIVE)
	     FLAGS(ARMS, INSIDE)
	     CALL(tt_call_timer_reduce))

TT_PRIMITIVE(add_timer,
	     "Arms an idle timer.",
	     KIND(NATIVE)
	     FLAGS(ARMS, IDLE_ONLY, INSIDE)
	     CALL(tt_call_add_timer))

TT_PRIMITIVE(add_timer_on,
	     "Arms an idle timer on the base CPU of the pair, which may be another CPU than the caller's.",
	     KIND(NATIVE)
	     FLAGS(ARMS, IDLE_ONLY, ON_BASE, INSIDE)
	     CALL(tt_call_add_timer_on))

TT_PRIMITIVE(timer_pending,
	     "Tells whether the timer is queued.",
	     KIND(NATIVE)
	     FLAGS(ASKS, INSIDE)
	     CALL(tt_call_timer_pending))

TT_PRIMITIVE(arm_delete,
	     "Is mod_timer and then timer_delete, timed as one call.",
	     KIND(NATIVE)
	     FLAGS(ARMS, IDLE_ONLY, DISARMS, INSIDE)
	     CALL(tt_call_arm_delete))

TT_PRIMITIVE(arm_delete_sync,
	     "Is mod_timer and then timer_delete_sync, timed as one call.",
	     KIND(NATIVE)
	     FLAGS(ARMS, IDLE_ONLY, DISARMS, INSIDE)
	     CALL(tt_call_arm_delete_sync))

TT_PRIMITIVE(let_expire,
	     "Calls nothing and lets the timer expire. Its cost is what the kernel does from the end of one handler to the begin of the next one.",
	     KIND(NATIVE)
	     FLAGS(EXPIRES)
	     KERNEL_NAME("(expiry)"))

TT_MODEL(hist_2_2_del_timer,
	 "del_timer() of 2.2 (1999), which the mails of May 2000 call del_timer_async: it unlinks the timer under the one lock. O(1). It does not wait, so a caller who then frees the timer may free it under its running handler. In every model the list is a flag.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL))

TT_MODEL(hist_2_3_timer_exit,
	 "del_timer_sync() of 2.3.99 (2000): it spins on a flag in the timer, which the last line of the handler, timer_exit(), clears. O(1), one lock; returns a count. If a handler forgets timer_exit() or frees its timer, the original spins for ever; the model gives up after 2 s.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_wait_on_timers,
	 "2.3.99 (2000): sets a flag against arming, calls del_timer() and waits until no handler of any timer runs. It waits for strangers too, which suited module unloading. A handler that has just read the flag still arms. The model runs timers on one CPU at a time, as their bottom half did.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_wait_on_timers_noflag,
	 "hist_wait_on_timers without the flag. The handler arms its timer again after del_timer() has looked, and the wait ends with the timer queued.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_timer_race_6,
	 "Morton's patch timer-race-6 (May 2000) before it had its `else`: it drops the lock, waits, and unlinks the timer that it saw queued. If a third CPU deletes the timer in between, it is unlinked twice; the model counts that. Reconstructed from the mails, because the patch was not found.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_timer_race_6_else,
	 "timer-race-6 with the `else`: it looks under the lock whether the timer is queued again, and warns if not. A timer that was armed again and has expired again is running, not queued. The model counts the warnings. Reconstructed from the mails.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_timer_race_6_retry,
	 "timer-race-6 with `goto retry`: after the wait it looks at everything again. It is sound, and 2.4 adopted it. Reconstructed from the mails.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_2_4_global,
	 "del_timer_sync() of 2.4 (2001): the wheel has one running_timer. It unlinks the timer, waits while that is the timer, and looks again. O(1) and sound, but one lock serves the whole machine. In the model each pair is a machine.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_2_6_query_loop,
	 "del_timer_sync() of 2.6.0 to 2.6.12 (2003): each CPU has a wheel, so after del_timer() it asks every CPU whether it runs the timer. A call reads O(CPUs) remote lines. It has two races (Nesterov 2005). The model has slots for CPUs, with the base CPU's in the middle; a batch is one timer.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_last_running,
	 "Gustafson's patch for 2.6 (May 2004): the CPU that runs the timer leaves its base in it, so only that CPU is asked. O(1): 95 cycles instead of 29,000. It misses a first run between the runner's two stores, and an overlap. The model is built as hist_2_6_query_loop.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_singleshot,
	 "del_singleshot_timer_sync() of 2.6.7 to 2.6.12 (2004): a pending timer is deleted in O(1), any other by the query loop, with a BUG_ON if that finds it queued. A pending timer whose handler still runs passes unnoticed. The model counts the BUG_ON.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_lwn_shortcut,
	 "LWN's reading of 2004, on top of hist_2_6_query_loop: a timer that del_timer() dequeued cannot be running. That is wrong for handlers that arm their timer again. No kernel ever had it.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_morton_shortcut,
	 "Morton's first draft of 2004, on top of hist_2_6_query_loop: if del_timer() dequeued nothing there is nothing to wait for. That is wrong for any handler that is running. No kernel ever had it.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_2_6_13,
	 "2.6.13 (Nesterov 2005), the algorithm of today: the base in the timer always leads to its lock, a running timer stays on its base, and a deletion that finds it running tries again. O(1) and sound. The model migrates a timer without a second lock.",
	 KIND(HISTORICAL)
	 FLAGS(MODEL, SYNC))

TT_MODEL(hist_null,
	 "Calls nothing on a model's timer. Its cost is the cost of the frame around a model.",
	 KIND(NULL)
	 FLAGS(MODEL))

TT_PRIMITIVE(broken_no_wait,
	     "Poses as timer_delete_sync but does not wait for a running handler.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_no_wait)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_lwn_shortcut,
	     "Calls timer_delete_sync only if timer_delete dequeued nothing (LWN 2004). That is wrong for handlers that arm their timer again.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE)
	     CALL(tt_call_broken_lwn_shortcut)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("rearm"))

TT_PRIMITIVE(broken_morton_shortcut,
	     "Returns at once if timer_delete dequeued nothing (Morton's first draft of 2004). That is wrong for a handler that is running.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_morton_shortcut)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_one_try,
	     "Gives up after the first -1 of timer_delete_sync_try and returns 0.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_one_try)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_early_mark,
	     "Waits for a mark that the handler clears half way through, before its end.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_early_mark)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_return_lie,
	     "Is timer_delete_sync, but returns 1 whether it dequeued the timer or not.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE)
	     CALL(tt_call_broken_return_lie)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_return_zero,
	     "Is timer_delete_sync, but returns 0 even if it dequeued the timer.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE)
	     CALL(tt_call_broken_return_zero)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_no_dequeue,
	     "Returns 1 for a pending timer but forgets to dequeue it.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_no_dequeue)
	     DEFECT(NOT_PENDING)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_rearm,
	     "Is timer_delete_sync, but arms the timer again behind the caller's back.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_rearm)
	     DEFECT(NOT_PENDING)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_free_early,
	     "Frees the timer before it waits for the handler.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_free_early)
	     DEFECT(FREED)
	     SHOWS_IN("free-after-sync"))

TT_PRIMITIVE(broken_fire_early,
	     "Calls the handler of a timer that is not due yet instead of forgetting the timer.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, OUTLIVES)
	     CALL(tt_call_broken_fire_early)
	     DEFECT(NOT_EARLY)
	     SHOWS_IN("pending"))

TT_PRIMITIVE(broken_lose,
	     "Also dequeues the next timer of the batch, which nobody asked for.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_lose)
	     DEFECT(NOT_LOST)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_postpone,
	     "Also puts off the next timer of the batch by a second, which nobody asked for.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_postpone)
	     DEFECT(NOT_OVERTAKEN)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_clear_function,
	     "Is timer_shutdown_sync, but clears the function of a timer that its running handler has armed again (CVE-2025-68214).",
	     KIND(BROKEN)
	     FLAGS(SYNC, SHUTDOWN, UNSAFE, INSIDE)
	     NEEDS(TIMER_SHUTDOWN_SYNC)
	     CALL(tt_call_broken_clear_function)
	     DEFECT(HAS_FUNCTION)
	     SHOWS_IN("rearm"))

TT_PRIMITIVE(broken_run_handler,
	     "Is timer_delete_sync, but then runs the handler of the timer that it dequeued.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_run_handler)
	     DEFECT(CONTEXT)
	     SHOWS_IN("running"))

TT_PRIMITIVE(broken_arm_denies,
	     "Is mod_timer, but returns 0 even if the timer was queued.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_denies)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("arm-pending"))

TT_PRIMITIVE(broken_arm_keeps,
	     "Is mod_timer, but leaves a timer that is queued at its expiry.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_keeps)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("arm-pending"))

TT_PRIMITIVE(broken_arm_forgets,
	     "Is mod_timer, but does not queue a timer that is idle.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_forgets)
	     DEFECT(NOT_LOST)
	     SHOWS_IN("arm-idle"))

TT_PRIMITIVE(broken_arm_relative,
	     "Is mod_timer, but takes the expiry for a number of jiffies from now.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_relative)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("arm-idle"))

TT_PRIMITIVE(broken_arm_rounds,
	     "Is mod_timer, but rounds the expiry up to a whole second.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_rounds)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("arm-idle"))

TT_PRIMITIVE(broken_arm_writes_expires,
	     "Is mod_timer, but only writes the new expiry into a timer that is queued, and leaves it in its bucket.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_writes_expires)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("arm-pending"))

TT_PRIMITIVE(broken_arm_after_shutdown,
	     "Shuts the timer down and then arms it by mod_timer, which has no effect.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     NEEDS(TIMER_SHUTDOWN)
	     CALL(tt_call_broken_arm_after_shutdown)
	     DEFECT(NOT_LOST)
	     SHOWS_IN("arm-idle"))

TT_PRIMITIVE(broken_arm_here,
	     "Is add_timer_on, but arms the timer on the calling CPU.",
	     KIND(BROKEN)
	     FLAGS(ARMS, IDLE_ONLY, ON_BASE, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_here)
	     DEFECT(PINNED)
	     SHOWS_IN("arm-idle"))

TT_PRIMITIVE(broken_arm_asks_first,
	     "Is mod_timer, but tells by timer_pending, asked before, whether the timer was queued. A caller that takes references by it miscounts.",
	     KIND(BROKEN)
	     FLAGS(ARMS, UNSAFE, INSIDE)
	     CALL(tt_call_broken_arm_asks_first)
	     DEFECT(CONSERVATION)
	     SHOWS_IN("arm-running"))

TT_PRIMITIVE(broken_asks_pending,
	     "Is timer_delete_sync, but takes a timer that is not queued for one whose handler does not run.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE)
	     CALL(tt_call_broken_asks_pending)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("hop"))

TT_PRIMITIVE(broken_home_only,
	     "Is timer_delete_sync, but looks for the timer only on the CPU on which the armer armed it.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_home_only)
	     DEFECT(RETURN_TRUTH)
	     SHOWS_IN("hop"))

TT_PRIMITIVE(broken_softirq_no_wait,
	     "Is timer_delete_sync, but does not wait if it is called in a softirq.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_softirq_no_wait)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("in-softirq"))

TT_PRIMITIVE(broken_hardirq_no_wait,
	     "Is timer_delete_sync_try, but in a hard interrupt it returns 0 although the handler runs.",
	     KIND(BROKEN)
	     FLAGS(SYNC, TRI, UNSAFE, INSIDE)
	     CALL(tt_call_broken_hardirq_no_wait)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("in-hardirq"))

TT_PRIMITIVE(broken_skips_expiring,
	     "Is timer_delete_sync, but returns 1 and forgets the timer if the caller runs on the CPU that is expiring it.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_skips_expiring)
	     DEFECT(NOT_PENDING)
	     SHOWS_IN("in-handler"))

TT_PRIMITIVE(broken_waits_usual,
	     "Waits for as long as a handler usually takes, and not for its end.",
	     KIND(BROKEN)
	     FLAGS(SYNC, UNSAFE, INSIDE)
	     CALL(tt_call_broken_waits_usual)
	     DEFECT(NO_RUN_AFTER_SYNC)
	     SHOWS_IN("lengths"))

TT_PRIMITIVE(slowed_delete_sync,
	     "Is timer_delete_sync, and then spins for a tenth of the time that the call usually takes.",
	     KIND(PLANTED)
	     FLAGS(SYNC, INSIDE)
	     CALL(tt_call_slowed_delete_sync))
