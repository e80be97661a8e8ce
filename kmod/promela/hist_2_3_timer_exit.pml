/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm B: each timer has a mark. The runner sets it, and the handler's last act, timer_exit(), clears it. */
bool running;

#define TIMER_EXIT(c) call_timer_exit(c)
/* Freed memory reads as a mark that is set. */
#define FREED_TO_POISON running = true
#include "wheel_global.pml"

inline call_timer_exit(c) {
#if FN != NO_EXIT && FN != FREE
	STEP(fn_timer_exit, SEE_USE(c); running = false)
#else
	skip
#endif
}

proctype deleter() {
	bool ran;

	do
	:: LOCK_TO_DELETE;
		detach_if_queued();
		STEP(del_read_running, SEE_DELETER_USE; ran = running);
		UNLOCK(del_unlock);
		if
		:: !ran -> break
		:: else
		fi;
		STEP(del_wait, !running; SEE_DELETER_USE);
		RETRY
	od;
	RETURN
}

proctype runner(byte c) {
end_idle:
	do
	:: STEP(run_lock, EXPIRES_ON(c) && !locked[1]; locked[1] = true);
		do
		:: EXPIRES_ON(c) ->
			STEP(run_detach, unlink_expired(c));
			STEP(run_set_running, running = true);
			UNLOCK(run_unlock);
			STEP(run_fn, skip);
			handler(c);
			LOCK(run_relock)
		:: true -> break
		od;
		UNLOCK(run_end)
	od
}
