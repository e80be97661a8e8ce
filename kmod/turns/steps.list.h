/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The atomic steps of the old kernels' algorithms. This file needs no guard:
 * turns/steps.h makes enum tt_at of it, and control/report.c the catalogue.
 *
 *	TT_STEP(role, name, sentence)
 *
 * is a step. Who takes it (@role) is the subject of its sentence. A step is over
 * when its point in the code is reached. The models in promela/ use the same
 * names as labels.
 *
 *	TT_ALGORITHM(name, steps...)
 *
 * lists the steps of an algorithm in the order of its code. A step that the
 * algorithm takes twice is listed once. scripts/check-models compares these lists
 * with promela/; there a handler need not take every fn_ step.
 */

TT_STEP(arming, arm_check_stop,
	"reads the flag against arming, and gives up if it is set")
TT_STEP(arming, arm_lock,
	"takes the lock of the wheel that the timer goes into")
TT_STEP(arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(arming, arm_set_base,
	"stores the wheel's base in the timer")
TT_STEP(arming, arm_unlock,
	"releases the lock")
TT_STEP(runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(runner, run_detach,
	"unlinks the timer")
TT_STEP(runner, run_set_running,
	"records that the timer is running")
TT_STEP(runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(runner, run_set_last,
	"stores the base in the timer's last_running")
TT_STEP(runner, run_unlock,
	"releases the lock")
TT_STEP(runner, run_fn,
	"calls the handler")
TT_STEP(runner, run_relock,
	"takes the lock again")
TT_STEP(runner, run_clear_running,
	"records that no timer is running")
TT_STEP(runner, run_end,
	"releases the lock, and the batch is over")
TT_STEP(handler, fn_enter,
	"begins")
TT_STEP(handler, fn_rearm,
	"has armed its timer again")
TT_STEP(handler, fn_timer_exit,
	"calls timer_exit(), which clears the timer's own mark")
TT_STEP(handler, fn_free,
	"frees its timer")
TT_STEP(handler, fn_exit,
	"ends")
TT_STEP(deleter, del_call,
	"calls the primitive")
TT_STEP(deleter, del_set_stop,
	"sets the flag against arming")
TT_STEP(deleter, del_read_base,
	"reads the timer's base")
TT_STEP(deleter, del_lock,
	"takes the lock of the timer's wheel")
TT_STEP(deleter, del_check_base,
	"looks whether the base is still the timer's")
TT_STEP(deleter, del_detach,
	"unlinks the timer if it is queued and may be unlinked")
TT_STEP(deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(deleter, del_read_running,
	"reads whether the timer is running")
TT_STEP(deleter, del_unlock,
	"releases the lock")
TT_STEP(deleter, del_scan,
	"has asked the CPUs up to the first that runs the timer")
TT_STEP(deleter, del_read_last,
	"reads the timer's last_running")
TT_STEP(deleter, del_wait,
	"has waited for a running handler")
TT_STEP(deleter, del_check_pending,
	"looks whether the timer is queued again")
TT_STEP(deleter, del_check_last,
	"looks whether last_running has changed")
TT_STEP(deleter, del_relock,
	"takes the lock again")
TT_STEP(deleter, del_redetach,
	"unlinks the timer if it saw it queued")
TT_STEP(deleter, del_retry,
	"begins again")
TT_STEP(deleter, del_bug_on,
	"has come back from the slow path, where a dequeued timer is a bug")
TT_STEP(deleter, del_return,
	"returns to its caller")

TT_ALGORITHM(hist_2_2_del_timer,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_unlock, run_fn, run_relock, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_unlock, del_return)

TT_ALGORITHM(hist_2_3_timer_exit,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock, run_end,
	     fn_enter, fn_rearm, fn_timer_exit, fn_free, fn_exit,
	     del_lock, del_detach, del_read_running, del_unlock, del_wait, del_retry,
	     del_return)

TT_ALGORITHM(hist_wait_on_timers,
	     arm_check_stop, arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_set_stop, del_lock, del_detach, del_unlock, del_wait, del_return)

TT_ALGORITHM(hist_wait_on_timers_noflag,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_unlock, del_wait, del_return)

TT_ALGORITHM(hist_timer_race_6,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_read_running, del_unlock, del_wait,
	     del_check_pending, del_relock, del_redetach, del_return)

TT_ALGORITHM(hist_timer_race_6_else,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_read_running, del_unlock, del_wait, del_relock,
	     del_check_pending, del_redetach, del_return)

TT_ALGORITHM(hist_timer_race_6_retry,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_read_running, del_unlock, del_wait, del_retry,
	     del_return)

TT_ALGORITHM(hist_2_4_global,
	     arm_lock, arm_queue, arm_unlock,
	     run_lock, run_detach, run_set_running, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_lock, del_detach, del_read_running, del_unlock, del_wait, del_retry,
	     del_return)

TT_ALGORITHM(hist_2_6_query_loop,
	     arm_lock, arm_queue, arm_set_base, arm_unlock,
	     run_lock, run_detach, run_set_running, run_clear_base, run_unlock, run_fn,
	     run_relock, run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_detach, del_clear_base,
	     del_unlock, del_scan, del_wait, del_check_pending, del_retry, del_return)

TT_ALGORITHM(hist_last_running,
	     arm_lock, arm_queue, arm_set_base, arm_unlock,
	     run_lock, run_detach, run_set_running, run_clear_base, run_set_last,
	     run_unlock, run_fn, run_relock, run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_detach, del_clear_base,
	     del_unlock, del_read_last, del_wait, del_check_pending, del_check_last,
	     del_retry, del_return)

TT_ALGORITHM(hist_singleshot,
	     arm_lock, arm_queue, arm_set_base, arm_unlock,
	     run_lock, run_detach, run_set_running, run_clear_base, run_unlock, run_fn,
	     run_relock, run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_detach, del_clear_base,
	     del_unlock, del_scan, del_wait, del_check_pending, del_retry, del_bug_on,
	     del_return)

TT_ALGORITHM(hist_lwn_shortcut,
	     arm_lock, arm_queue, arm_set_base, arm_unlock,
	     run_lock, run_detach, run_set_running, run_clear_base, run_unlock, run_fn,
	     run_relock, run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_detach, del_clear_base,
	     del_unlock, del_scan, del_wait, del_check_pending, del_retry, del_return)

TT_ALGORITHM(hist_morton_shortcut,
	     arm_lock, arm_queue, arm_set_base, arm_unlock,
	     run_lock, run_detach, run_set_running, run_clear_base, run_unlock, run_fn,
	     run_relock, run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_detach, del_clear_base,
	     del_unlock, del_scan, del_wait, del_check_pending, del_retry, del_return)

TT_ALGORITHM(hist_2_6_13,
	     arm_lock, arm_set_base, arm_queue, arm_unlock,
	     run_lock, run_set_running, run_detach, run_unlock, run_fn, run_relock,
	     run_clear_running, run_end,
	     fn_enter, fn_rearm, fn_free, fn_exit,
	     del_read_base, del_lock, del_check_base, del_read_running, del_detach,
	     del_unlock, del_wait, del_retry, del_return)

TT_ALGORITHM(native,
	     fn_enter, fn_rearm, fn_exit,
	     del_call, del_return)
