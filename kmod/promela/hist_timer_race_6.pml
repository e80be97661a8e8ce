/* SPDX-License-Identifier: GPL-2.0-only */
/* D: drop the lock for the wait, take it again, and see whether the timer was added meanwhile. MEND is how well. */
#define NO_ELSE 1 /* warns if it was not, and unlinks all the same */
#define ELSE 2
#define GOTO_RETRY 3
#ifndef MEND
#define MEND NO_ELSE
#endif
#include "runner_2_4.pml"

#if FN == REARM_MEANWHILE
#define BEGIN_TO_WAIT waits = true
#else
#define BEGIN_TO_WAIT skip
#endif

proctype deleter() {
	bool ran;

retry:
	LOCK_TO_DELETE;
	detach_if_queued();
	STEP(del_read_running, ran = running);
	if
	:: ran ->
		STEP(del_unlock, locked[1] = false; BEGIN_TO_WAIT);
		STEP(del_wait, !running);
#if MEND == GOTO_RETRY
		RETRY;
		goto retry
#else
		LOCK(del_lock);
		STEP(del_check_pending, skip);
#if MEND == NO_ELSE
		STEP(del_detach, unlink(1))
#else
		detach_if_queued()
#endif
#endif
	:: else
	fi;
	UNLOCK(del_unlock);
	RETURN
}
