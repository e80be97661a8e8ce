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
