/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm D drops the lock, waits, and checks whether the timer was armed meanwhile. MEND selects how it checks. */
#define NO_ELSE 1 /* checks without the lock, and then unlinks under the lock without checking again */
#define ELSE 2 /* checks under the lock */
#define GOTO_RETRY 3 /* does not check, and starts again */
#ifndef MEND
#define MEND NO_ELSE
#endif
#include "runner_2_4.pml"

#if FN == REARM_MEANWHILE
#define BEGIN_TO_WAIT waits = ran
#else
#define BEGIN_TO_WAIT skip
#endif

proctype deleter() {
	bool ran;

retry:
	LOCK_TO_DELETE;
	detach_if_queued();
	STEP(del_read_running, ran = running);
	STEP(del_unlock, locked[1] = false; BEGIN_TO_WAIT);
	if
	:: ran ->
		STEP(del_wait, !running);
#if MEND == GOTO_RETRY
		RETRY;
		goto retry
#elif MEND == ELSE
		LOCK(del_relock);
		if
		:: STEP(del_check_pending, queued);
			STEP(del_redetach, unlink(1))
		:: STEP(del_check_pending, !queued)
		fi;
		UNLOCK(del_unlock)
#else
		if
		:: STEP(del_check_pending, queued);
			LOCK(del_relock);
			STEP(del_redetach, unlink(1));
			UNLOCK(del_unlock)
		:: STEP(del_check_pending, !queued)
		fi
#endif
	:: else
	fi;
	RETURN
}
