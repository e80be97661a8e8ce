/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm A takes the timer off the list and does not wait. */
#include "wheel_global.pml"

proctype deleter() {
	plain_delete();
	RETURN
}

proctype runner(byte c) {
end_idle:
	do
	:: STEP(run_lock, EXPIRES_ON(c) && !locked[1]; locked[1] = true);
		do
		:: EXPIRES_ON(c) ->
			STEP(run_detach, unlink_expired(c));
			UNLOCK(run_unlock);
			STEP(run_fn, skip);
			handler(c);
			LOCK(run_relock)
		:: true -> break
		od;
		UNLOCK(run_end)
	od
}
