/* SPDX-License-Identifier: GPL-2.0-only */
/* The runner of 2.4 and of its predecessors. One mark for the whole machine says which timer's handler runs. */
#include "wheel_global.pml"

bool running;

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
			LOCK(run_relock);
			STEP(run_clear_running, running = false)
		:: true -> break
		od;
		UNLOCK(run_end)
	od
}
