/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * TT_STEP(algorithm, role, name, sentence): the atomic steps of each algorithm,
 * in the order in which they stand in it. A step is over when its point is
 * reached; the twins for the model checker bear the same names as labels.
 * Steps that an algorithm takes twice stand once; a fn_ step is optional.
 * No guard: it is included more than once.
 */

TT_STEP(hist_2_2_del_timer, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_2_2_del_timer, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_2_2_del_timer, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_2_2_del_timer, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_2_2_del_timer, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_2_2_del_timer, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_2_2_del_timer, runner, run_fn,
	"calls the handler")
TT_STEP(hist_2_2_del_timer, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_2_2_del_timer, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_2_2_del_timer, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_2_2_del_timer, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_2_2_del_timer, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_2_2_del_timer, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_2_2_del_timer, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_2_2_del_timer, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_2_2_del_timer, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_2_2_del_timer, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_2_3_timer_exit, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_2_3_timer_exit, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_2_3_timer_exit, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_2_3_timer_exit, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_2_3_timer_exit, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_2_3_timer_exit, runner, run_set_running,
	"sets the timer's running")
TT_STEP(hist_2_3_timer_exit, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_2_3_timer_exit, runner, run_fn,
	"calls the handler")
TT_STEP(hist_2_3_timer_exit, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_2_3_timer_exit, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_2_3_timer_exit, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_2_3_timer_exit, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_2_3_timer_exit, handler, fn_timer_exit,
	"the handler clears the timer's running, as its author had to remember")
TT_STEP(hist_2_3_timer_exit, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_2_3_timer_exit, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_2_3_timer_exit, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_2_3_timer_exit, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_2_3_timer_exit, deleter, del_read_running,
	"reads the timer's running")
TT_STEP(hist_2_3_timer_exit, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_2_3_timer_exit, deleter, del_wait,
	"has seen the timer's running cleared")
TT_STEP(hist_2_3_timer_exit, deleter, del_retry,
	"begins again")
TT_STEP(hist_2_3_timer_exit, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_wait_on_timers, arming, arm_check_stop,
	"gives up if the timer's owner has set its stop flag")
TT_STEP(hist_wait_on_timers, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_wait_on_timers, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_wait_on_timers, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_wait_on_timers, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_wait_on_timers, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_wait_on_timers, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers, runner, run_fn,
	"calls the handler")
TT_STEP(hist_wait_on_timers, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_wait_on_timers, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_wait_on_timers, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_wait_on_timers, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_wait_on_timers, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_wait_on_timers, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_wait_on_timers, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_wait_on_timers, deleter, del_set_stop,
	"sets the owner's flag: do not arm again")
TT_STEP(hist_wait_on_timers, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_wait_on_timers, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_wait_on_timers, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers, deleter, del_wait,
	"has seen that no handler of any timer runs")
TT_STEP(hist_wait_on_timers, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_wait_on_timers_noflag, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_wait_on_timers_noflag, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_wait_on_timers_noflag, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers_noflag, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_wait_on_timers_noflag, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_wait_on_timers_noflag, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_wait_on_timers_noflag, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers_noflag, runner, run_fn,
	"calls the handler")
TT_STEP(hist_wait_on_timers_noflag, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_wait_on_timers_noflag, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_wait_on_timers_noflag, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_wait_on_timers_noflag, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_wait_on_timers_noflag, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_wait_on_timers_noflag, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_wait_on_timers_noflag, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_wait_on_timers_noflag, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_wait_on_timers_noflag, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_wait_on_timers_noflag, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_wait_on_timers_noflag, deleter, del_wait,
	"has seen that no handler of any timer runs")
TT_STEP(hist_wait_on_timers_noflag, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_timer_race_6, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_timer_race_6, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_timer_race_6, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_timer_race_6, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_timer_race_6, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6, runner, run_fn,
	"calls the handler")
TT_STEP(hist_timer_race_6, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_timer_race_6, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_timer_race_6, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_timer_race_6, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_timer_race_6, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_timer_race_6, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_timer_race_6, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_timer_race_6, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_timer_race_6, deleter, del_read_running,
	"reads whether running_timer is the timer")
TT_STEP(hist_timer_race_6, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_timer_race_6, deleter, del_check_pending,
	"looks, without the lock, whether the handler queued the timer again")
TT_STEP(hist_timer_race_6, deleter, del_relock,
	"takes the lock again")
TT_STEP(hist_timer_race_6, deleter, del_redetach,
	"unlinks what it saw queued")
TT_STEP(hist_timer_race_6, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_timer_race_6_else, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6_else, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_timer_race_6_else, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_else, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_timer_race_6_else, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_timer_race_6_else, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_timer_race_6_else, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_else, runner, run_fn,
	"calls the handler")
TT_STEP(hist_timer_race_6_else, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_timer_race_6_else, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_timer_race_6_else, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_timer_race_6_else, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_timer_race_6_else, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_timer_race_6_else, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_timer_race_6_else, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_timer_race_6_else, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6_else, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_timer_race_6_else, deleter, del_read_running,
	"reads whether running_timer is the timer")
TT_STEP(hist_timer_race_6_else, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_else, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_timer_race_6_else, deleter, del_relock,
	"takes the lock again")
TT_STEP(hist_timer_race_6_else, deleter, del_check_pending,
	"looks whether the timer is queued, else warns")
TT_STEP(hist_timer_race_6_else, deleter, del_redetach,
	"unlinks it if so")
TT_STEP(hist_timer_race_6_else, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_timer_race_6_retry, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6_retry, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_timer_race_6_retry, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_retry, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_timer_race_6_retry, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_timer_race_6_retry, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_timer_race_6_retry, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_retry, runner, run_fn,
	"calls the handler")
TT_STEP(hist_timer_race_6_retry, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_timer_race_6_retry, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_timer_race_6_retry, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_timer_race_6_retry, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_timer_race_6_retry, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_timer_race_6_retry, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_timer_race_6_retry, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_timer_race_6_retry, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_timer_race_6_retry, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_timer_race_6_retry, deleter, del_read_running,
	"reads whether running_timer is the timer")
TT_STEP(hist_timer_race_6_retry, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_timer_race_6_retry, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_timer_race_6_retry, deleter, del_retry,
	"begins again")
TT_STEP(hist_timer_race_6_retry, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_2_4_global, arming, arm_lock,
	"takes the global timer lock")
TT_STEP(hist_2_4_global, arming, arm_queue,
	"puts the timer into the wheel")
TT_STEP(hist_2_4_global, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_2_4_global, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_2_4_global, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_2_4_global, runner, run_set_running,
	"stores the timer in the global running_timer")
TT_STEP(hist_2_4_global, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_2_4_global, runner, run_fn,
	"calls the handler")
TT_STEP(hist_2_4_global, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_2_4_global, runner, run_clear_running,
	"clears the global running_timer")
TT_STEP(hist_2_4_global, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_2_4_global, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_2_4_global, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_2_4_global, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_2_4_global, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_2_4_global, deleter, del_lock,
	"takes the global timer lock")
TT_STEP(hist_2_4_global, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_2_4_global, deleter, del_read_running,
	"reads whether running_timer is the timer")
TT_STEP(hist_2_4_global, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_2_4_global, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_2_4_global, deleter, del_retry,
	"begins again")
TT_STEP(hist_2_4_global, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_2_6_query_loop, arming, arm_lock,
	"takes the lock of the arming CPU's base, and of the base that the timer is on")
TT_STEP(hist_2_6_query_loop, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_2_6_query_loop, arming, arm_set_base,
	"stores the base in the timer, which makes it pending")
TT_STEP(hist_2_6_query_loop, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_2_6_query_loop, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_2_6_query_loop, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_2_6_query_loop, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_2_6_query_loop, runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(hist_2_6_query_loop, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_2_6_query_loop, runner, run_fn,
	"calls the handler")
TT_STEP(hist_2_6_query_loop, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_2_6_query_loop, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_2_6_query_loop, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_2_6_query_loop, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_2_6_query_loop, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_2_6_query_loop, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_2_6_query_loop, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_2_6_query_loop, deleter, del_read_base,
	"reads the timer's base: none means not pending")
TT_STEP(hist_2_6_query_loop, deleter, del_lock,
	"takes that base's lock")
TT_STEP(hist_2_6_query_loop, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_2_6_query_loop, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_2_6_query_loop, deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(hist_2_6_query_loop, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_2_6_query_loop, deleter, del_scan,
	"has looked through the bases' running_timer, up to the first that is the timer")
TT_STEP(hist_2_6_query_loop, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_2_6_query_loop, deleter, del_check_pending,
	"reads the timer's base: pending again means begin again")
TT_STEP(hist_2_6_query_loop, deleter, del_retry,
	"begins again")
TT_STEP(hist_2_6_query_loop, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_last_running, arming, arm_lock,
	"takes the lock of the arming CPU's base, and of the base that the timer is on")
TT_STEP(hist_last_running, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_last_running, arming, arm_set_base,
	"stores the base in the timer, which makes it pending")
TT_STEP(hist_last_running, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_last_running, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_last_running, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_last_running, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_last_running, runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(hist_last_running, runner, run_set_last,
	"stores the base in the timer's last_running")
TT_STEP(hist_last_running, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_last_running, runner, run_fn,
	"calls the handler")
TT_STEP(hist_last_running, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_last_running, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_last_running, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_last_running, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_last_running, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_last_running, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_last_running, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_last_running, deleter, del_read_base,
	"reads the timer's base: none means not pending")
TT_STEP(hist_last_running, deleter, del_lock,
	"takes that base's lock")
TT_STEP(hist_last_running, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_last_running, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_last_running, deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(hist_last_running, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_last_running, deleter, del_read_last,
	"reads the timer's last_running")
TT_STEP(hist_last_running, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_last_running, deleter, del_check_pending,
	"reads the timer's base: pending again means begin again")
TT_STEP(hist_last_running, deleter, del_check_last,
	"reads last_running again: changed means begin again")
TT_STEP(hist_last_running, deleter, del_retry,
	"begins again")
TT_STEP(hist_last_running, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_singleshot, arming, arm_lock,
	"takes the lock of the arming CPU's base, and of the base that the timer is on")
TT_STEP(hist_singleshot, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_singleshot, arming, arm_set_base,
	"stores the base in the timer, which makes it pending")
TT_STEP(hist_singleshot, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_singleshot, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_singleshot, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_singleshot, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_singleshot, runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(hist_singleshot, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_singleshot, runner, run_fn,
	"calls the handler")
TT_STEP(hist_singleshot, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_singleshot, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_singleshot, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_singleshot, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_singleshot, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_singleshot, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_singleshot, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_singleshot, deleter, del_read_base,
	"reads the timer's base: none means not pending")
TT_STEP(hist_singleshot, deleter, del_lock,
	"takes that base's lock")
TT_STEP(hist_singleshot, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_singleshot, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_singleshot, deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(hist_singleshot, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_singleshot, deleter, del_scan,
	"has looked through the bases' running_timer, up to the first that is the timer")
TT_STEP(hist_singleshot, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_singleshot, deleter, del_check_pending,
	"reads the timer's base: pending again means begin again")
TT_STEP(hist_singleshot, deleter, del_retry,
	"begins again")
TT_STEP(hist_singleshot, deleter, del_bug_on,
	"has come back from the slow path: a timer dequeued there is a bug")
TT_STEP(hist_singleshot, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_lwn_shortcut, arming, arm_lock,
	"takes the lock of the arming CPU's base, and of the base that the timer is on")
TT_STEP(hist_lwn_shortcut, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_lwn_shortcut, arming, arm_set_base,
	"stores the base in the timer, which makes it pending")
TT_STEP(hist_lwn_shortcut, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_lwn_shortcut, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_lwn_shortcut, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_lwn_shortcut, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_lwn_shortcut, runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(hist_lwn_shortcut, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_lwn_shortcut, runner, run_fn,
	"calls the handler")
TT_STEP(hist_lwn_shortcut, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_lwn_shortcut, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_lwn_shortcut, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_lwn_shortcut, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_lwn_shortcut, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_lwn_shortcut, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_lwn_shortcut, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_lwn_shortcut, deleter, del_read_base,
	"reads the timer's base: none means not pending")
TT_STEP(hist_lwn_shortcut, deleter, del_lock,
	"takes that base's lock")
TT_STEP(hist_lwn_shortcut, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_lwn_shortcut, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_lwn_shortcut, deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(hist_lwn_shortcut, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_lwn_shortcut, deleter, del_scan,
	"has looked through the bases' running_timer, up to the first that is the timer")
TT_STEP(hist_lwn_shortcut, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_lwn_shortcut, deleter, del_check_pending,
	"reads the timer's base: pending again means begin again")
TT_STEP(hist_lwn_shortcut, deleter, del_retry,
	"begins again")
TT_STEP(hist_lwn_shortcut, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_morton_shortcut, arming, arm_lock,
	"takes the lock of the arming CPU's base, and of the base that the timer is on")
TT_STEP(hist_morton_shortcut, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_morton_shortcut, arming, arm_set_base,
	"stores the base in the timer, which makes it pending")
TT_STEP(hist_morton_shortcut, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_morton_shortcut, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_morton_shortcut, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_morton_shortcut, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_morton_shortcut, runner, run_clear_base,
	"stores no base in the timer, which makes it not pending")
TT_STEP(hist_morton_shortcut, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_morton_shortcut, runner, run_fn,
	"calls the handler")
TT_STEP(hist_morton_shortcut, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_morton_shortcut, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_morton_shortcut, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_morton_shortcut, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_morton_shortcut, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_morton_shortcut, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_morton_shortcut, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_morton_shortcut, deleter, del_read_base,
	"reads the timer's base: none means not pending")
TT_STEP(hist_morton_shortcut, deleter, del_lock,
	"takes that base's lock")
TT_STEP(hist_morton_shortcut, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_morton_shortcut, deleter, del_detach,
	"unlinks the timer if it is queued")
TT_STEP(hist_morton_shortcut, deleter, del_clear_base,
	"stores no base in the timer")
TT_STEP(hist_morton_shortcut, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_morton_shortcut, deleter, del_scan,
	"has looked through the bases' running_timer, up to the first that is the timer")
TT_STEP(hist_morton_shortcut, deleter, del_wait,
	"has seen that the handler no longer runs")
TT_STEP(hist_morton_shortcut, deleter, del_check_pending,
	"reads the timer's base: pending again means begin again")
TT_STEP(hist_morton_shortcut, deleter, del_retry,
	"begins again")
TT_STEP(hist_morton_shortcut, deleter, del_return,
	"returns to the caller")

TT_STEP(hist_2_6_13, arming, arm_lock,
	"takes the lock of the timer's base, and moves to the arming CPU's unless the handler runs")
TT_STEP(hist_2_6_13, arming, arm_set_base,
	"stores the base in the timer")
TT_STEP(hist_2_6_13, arming, arm_queue,
	"puts the timer into that base's wheel")
TT_STEP(hist_2_6_13, arming, arm_unlock,
	"releases the lock")
TT_STEP(hist_2_6_13, runner, run_lock,
	"takes the lock of the wheel when the timer is due")
TT_STEP(hist_2_6_13, runner, run_set_running,
	"stores the timer in the base's running_timer")
TT_STEP(hist_2_6_13, runner, run_detach,
	"unlinks the timer")
TT_STEP(hist_2_6_13, runner, run_unlock,
	"releases the lock")
TT_STEP(hist_2_6_13, runner, run_fn,
	"calls the handler")
TT_STEP(hist_2_6_13, runner, run_relock,
	"takes the lock again")
TT_STEP(hist_2_6_13, runner, run_clear_running,
	"clears the base's running_timer")
TT_STEP(hist_2_6_13, runner, run_end,
	"releases the lock: the batch is over")
TT_STEP(hist_2_6_13, handler, fn_enter,
	"the handler begins")
TT_STEP(hist_2_6_13, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(hist_2_6_13, handler, fn_free,
	"the handler frees its timer")
TT_STEP(hist_2_6_13, handler, fn_exit,
	"the handler ends")
TT_STEP(hist_2_6_13, deleter, del_read_base,
	"reads the timer's base")
TT_STEP(hist_2_6_13, deleter, del_lock,
	"takes its lock")
TT_STEP(hist_2_6_13, deleter, del_check_base,
	"looks whether it is still the timer's base")
TT_STEP(hist_2_6_13, deleter, del_read_running,
	"reads whether the base's running_timer is the timer")
TT_STEP(hist_2_6_13, deleter, del_detach,
	"unlinks the timer if it is queued and does not run")
TT_STEP(hist_2_6_13, deleter, del_unlock,
	"releases the lock")
TT_STEP(hist_2_6_13, deleter, del_wait,
	"has found the handler running, and tries again")
TT_STEP(hist_2_6_13, deleter, del_retry,
	"begins again")
TT_STEP(hist_2_6_13, deleter, del_return,
	"returns to the caller")

TT_STEP(native, arming, arm_call,
	"somebody calls a function of the kernel that arms")
TT_STEP(native, arming, arm_return,
	"it has returned")
TT_STEP(native, handler, fn_enter,
	"the handler begins")
TT_STEP(native, handler, fn_rearm,
	"the handler arms its timer again")
TT_STEP(native, handler, fn_free,
	"the handler frees its timer")
TT_STEP(native, handler, fn_exit,
	"the handler ends")
TT_STEP(native, deleter, del_call,
	"calls the primitive")
TT_STEP(native, deleter, del_return,
	"returns to the caller")
