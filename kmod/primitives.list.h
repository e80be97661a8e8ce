/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TT_PRIMITIVE(name, kind, flags, defect, shows_in, kernel_name, aliases, description, reason,
 *		call)
 * No guard: primitives.c includes it twice.
 */

TT_PRIMITIVE("null", "null", "available", 0, "", "(nothing)", "",
	     "nothing is called: the floor of the clock",
	     "", tt_call_null)

TT_PRIMITIVE("timer_delete", "native", "available", 0, "",
	     TT_NAME_TIMER_DELETE, "del_timer",
	     "dequeues the timer; its handler may be running, and may arm it again",
	     "", tt_call_timer_delete)

TT_PRIMITIVE("timer_delete_sync", "native", "available sync", 0, "",
	     TT_NAME_TIMER_DELETE_SYNC, "del_timer_sync",
	     "dequeues the timer and waits until its handler does not run",
	     "", tt_call_timer_delete_sync)

TT_PRIMITIVE("timer_delete_sync_try", "native", "available sync tri", 0, "",
	     TT_NAME_TIMER_DELETE_SYNC_TRY, "try_to_del_timer_sync",
	     "dequeues the timer unless its handler runs, then -1",
	     "", tt_call_timer_delete_sync_try)

#ifdef TT_HAVE_TIMER_SHUTDOWN
TT_PRIMITIVE("timer_shutdown", "native", "available shutdown", 0, "",
	     "timer_shutdown", "",
	     "dequeues the timer and makes later arming have no effect",
	     "", tt_call_timer_shutdown)
#else
TT_PRIMITIVE("timer_shutdown", "native", "shutdown", 0, "",
	     "timer_shutdown", "",
	     "dequeues the timer and makes later arming have no effect",
	     "this kernel's headers do not have timer_shutdown (6.2 and later)", NULL)
#endif

#ifdef TT_HAVE_TIMER_SHUTDOWN_SYNC
TT_PRIMITIVE("timer_shutdown_sync", "native", "available sync shutdown", 0, "",
	     "timer_shutdown_sync", "",
	     "timer_shutdown, and waits until the handler does not run",
	     "", tt_call_timer_shutdown_sync)
#else
TT_PRIMITIVE("timer_shutdown_sync", "native", "sync shutdown", 0, "",
	     "timer_shutdown_sync", "",
	     "timer_shutdown, and waits until the handler does not run",
	     "this kernel's headers do not have timer_shutdown_sync (6.2 and later)", NULL)
#endif

#ifdef TT_HAVE_DEL_SINGLESHOT_TIMER_SYNC
TT_PRIMITIVE("del_singleshot_timer_sync", "native", "available sync", 0, "",
	     "del_singleshot_timer_sync", "",
	     "on this kernel an alias of del_timer_sync, as everywhere since 2.6.13",
	     "", tt_call_del_singleshot_timer_sync)
#else
TT_PRIMITIVE("del_singleshot_timer_sync", "native", "sync", 0, "",
	     "del_singleshot_timer_sync", "",
	     "an alias of del_timer_sync since 2.6.13, removed in 6.1",
	     "this kernel's headers do not have del_singleshot_timer_sync (removed in 6.1)", NULL)
#endif

TT_PRIMITIVE("hist_2_2_del_timer", "historical", TT_MODEL_FLAGS "", 0, "",
	     "hist_2_2_del_timer", "",
	     "2.2 (1999), del_timer(), which the mail of May 2000 calls del_timer_async: unlinks under the one lock; O(1); does not wait, so whoever frees the timer then may free it under its running handler. Model: the list is a flag; the same in all of them",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_2_2_del_timer))

TT_PRIMITIVE("hist_2_3_timer_exit", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_2_3_timer_exit", "",
	     "2.3.99 (2000), del_timer_sync() with timer_exit(): spins on the timer's own running, which the handler's last line clears; O(1) and one lock; returns a count; a handler that forgets timer_exit(), or frees its timer, makes it spin for ever. Model: the spin ends after 2 s",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_2_3_timer_exit))

TT_PRIMITIVE("hist_wait_on_timers", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_wait_on_timers", "",
	     "2.3.99 (2000), a flag against re-adding, del_timer() and wait until no handler of any timer runs: waits for strangers too, and so was good for unloading a module; one lock; a handler that has read the flag just before still arms. Model: as if timers ran on one CPU at a time, as their bottom half did",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_wait_on_timers))

TT_PRIMITIVE("hist_wait_on_timers_noflag", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_wait_on_timers_noflag", "",
	     "hist_wait_on_timers without the flag: the handler arms its timer again after del_timer() has looked, and the wait ends with it queued. Model: as there",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_wait_on_timers_noflag))

TT_PRIMITIVE("hist_timer_race_6", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_timer_race_6", "",
	     "Morton's timer-race-6 (May 2000) before its `else`: drops the lock, waits, and unlinks what it saw queued; a third CPU's deletion in between makes that a double unlink. Reconstructed from the mails: the patch itself was not found; a double unlink is counted, not done",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_timer_race_6))

TT_PRIMITIVE("hist_timer_race_6_else", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_timer_race_6_else", "",
	     "timer-race-6 with the `else`: looks under the lock whether the timer is queued again, and warns if not; one that was armed again, and has expired again, is not queued but running. Reconstructed from the mails; the warning is counted",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_timer_race_6_else))

TT_PRIMITIVE("hist_timer_race_6_retry", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_timer_race_6_retry", "",
	     "timer-race-6 with `goto retry`: after the wait everything is looked at again, which is sound, and what 2.4 came to. Reconstructed from the mails",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_timer_race_6_retry))

TT_PRIMITIVE("hist_2_4_global", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_2_4_global", "",
	     "2.4 (2001), del_timer_sync(): the wheel has one running_timer; unlinks, waits while that is the timer, and looks again; O(1), sound, but one lock for the whole machine. Model: each pair is a machine",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_2_4_global))

TT_PRIMITIVE("hist_2_6_query_loop", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_2_6_query_loop", "",
	     "2.6.0 to 2.6.12 (2003), del_timer_sync(): a wheel a CPU, so after del_timer() it asks every CPU whether it runs the timer; O(CPUs) remote lines a call; two races (Nesterov 2005). Model: slots for CPUs; the base CPU's is in the middle; a batch is one timer",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_2_6_query_loop))

TT_PRIMITIVE("hist_last_running", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_last_running", "",
	     "Gustafson (May 2004, for 2.6): the runner leaves its base in the timer, so only that one is asked; O(1), 95 cycles for 29,000; a first run is missed between the runner's two stores, and an overlap. Model: as hist_2_6_query_loop",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_last_running))

TT_PRIMITIVE("hist_singleshot", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_singleshot", "",
	     "2.6.7 to 2.6.12 (2004), del_singleshot_timer_sync(): a pending timer is deleted in O(1), else the query loop, and a BUG_ON if that finds it queued; a pending timer whose handler still runs passes silently. Model: the BUG_ON is counted",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_singleshot))

TT_PRIMITIVE("hist_lwn_shortcut", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_lwn_shortcut", "",
	     "LWN's reading of 2004, over hist_2_6_query_loop: if del_timer() got it, it cannot be running; wrong for handlers that arm their timer again. It never was in a kernel",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_lwn_shortcut))

TT_PRIMITIVE("hist_morton_shortcut", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_morton_shortcut", "",
	     "Morton's first draft of 2004, over hist_2_6_query_loop: if del_timer() did not get it there is nothing to wait for; wrong for any handler that is running. It never was in a kernel",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_morton_shortcut))

TT_PRIMITIVE("hist_2_6_13", "historical", TT_MODEL_FLAGS "sync", 0, "",
	     "hist_2_6_13", "",
	     "2.6.13 (Nesterov 2005), the one of today: the timer's base is always its lock's key, a running timer stays on it, and whoever finds it running tries again; O(1) and sound. Model: migration takes no second lock",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_2_6_13))

TT_PRIMITIVE("hist_null", "null", TT_MODEL_FLAGS "", 0, "",
	     "hist_null", "",
	     "nothing is called on a model's timer: what the frame around a model costs",
	     TT_MODEL_REASON, TT_MODEL_CALL(hist_null))

TT_PRIMITIVE("broken_no_wait", "broken", "available sync unsafe outlives",
	     TT_RULE_NO_RUN_AFTER_SYNC, "running", "broken_no_wait", "",
	     "poses as timer_delete_sync, but does not wait for a running handler",
	     "", tt_call_broken_no_wait)

TT_PRIMITIVE("broken_lwn_shortcut", "broken", "available sync unsafe",
	     TT_RULE_NO_RUN_AFTER_SYNC, "rearm", "broken_lwn_shortcut", "",
	     "LWN 2004: if (!timer_delete(t)) timer_delete_sync(t); wrong for handlers that re-arm themselves",
	     "", tt_call_broken_lwn_shortcut)

TT_PRIMITIVE("broken_morton_shortcut", "broken", "available sync unsafe outlives",
	     TT_RULE_NO_RUN_AFTER_SYNC, "running", "broken_morton_shortcut", "",
	     "Morton's first draft of 2004: if (!timer_delete(t)) return 0; wrong for a handler that is running",
	     "", tt_call_broken_morton_shortcut)

TT_PRIMITIVE("broken_one_try", "broken", "available sync unsafe outlives",
	     TT_RULE_NO_RUN_AFTER_SYNC, "running", "broken_one_try", "",
	     "gives up after the first -1 of timer_delete_sync_try, and returns 0",
	     "", tt_call_broken_one_try)

TT_PRIMITIVE("broken_early_mark", "broken", "available sync unsafe inside",
	     TT_RULE_NO_RUN_AFTER_SYNC, "running", "broken_early_mark", "",
	     "waits for a mark that the handler clears at half of its time, before its end",
	     "", tt_call_broken_early_mark)

TT_PRIMITIVE("broken_return_lie", "broken", "available sync unsafe",
	     TT_RULE_RETURN_TRUTH, "running", "broken_return_lie", "",
	     "timer_delete_sync that returns 1 whether it dequeued the timer or not",
	     "", tt_call_broken_return_lie)

TT_PRIMITIVE("broken_return_zero", "broken", "available sync unsafe",
	     TT_RULE_RETURN_TRUTH, "running", "broken_return_zero", "",
	     "timer_delete_sync that returns 0 even where it dequeued the timer",
	     "", tt_call_broken_return_zero)

TT_PRIMITIVE("broken_no_dequeue", "broken", "available sync unsafe outlives",
	     TT_RULE_NOT_PENDING, "running", "broken_no_dequeue", "",
	     "says 1 of a pending timer and forgets to dequeue it",
	     "", tt_call_broken_no_dequeue)

TT_PRIMITIVE("broken_rearm", "broken", "available sync unsafe outlives",
	     TT_RULE_NOT_PENDING, "running", "broken_rearm", "",
	     "timer_delete_sync that arms the timer again behind the caller's back",
	     "", tt_call_broken_rearm)

TT_PRIMITIVE("broken_free_early", "broken", "available sync unsafe inside",
	     TT_RULE_FREED, "free-after-sync", "broken_free_early", "",
	     "frees the timer before it waits for the handler",
	     "", tt_call_broken_free_early)

TT_PRIMITIVE("broken_fire_early", "broken", "available sync unsafe outlives",
	     TT_RULE_NOT_EARLY, "pending", "broken_fire_early", "",
	     "calls the handler of a timer that is not due, instead of forgetting it",
	     "", tt_call_broken_fire_early)

TT_PRIMITIVE("broken_lose", "broken", "available sync unsafe inside",
	     TT_RULE_NOT_LOST, "running", "broken_lose", "",
	     "dequeues the next timer of the batch too, which nobody asked for",
	     "", tt_call_broken_lose)
