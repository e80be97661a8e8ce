/* SPDX-License-Identifier: GPL-2.0-only */
/* C: delete, and wait until no handler of any timer runs. STOP is the flag against arming again. */
#include "runner_2_4.pml"

proctype deleter() {
#if STOP != NONE
	STEP(del_set_stop, stop = true);
#endif
	LOCK_TO_DELETE;
	detach_if_queued();
	UNLOCK(del_unlock);
	/* Of any timer, yet there is but one here. */
	STEP(del_wait, !running);
	RETURN
}
