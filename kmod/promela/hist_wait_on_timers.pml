/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm C deletes, and waits until no handler of any timer runs. STOP selects the flag that forbids arming. */
#include "runner_2_4.pml"

proctype deleter() {
#if STOP != NONE
	STEP(del_set_stop, stop = true);
#endif
	LOCK_TO_DELETE;
	detach_if_queued();
	UNLOCK(del_unlock);
	/* The original waits for the handlers of all timers; this model has only one. */
	STEP(del_wait, !running);
	RETURN
}
