/* SPDX-License-Identifier: GPL-2.0-only */
/* Until 2.4 there is one list of timers and one lock, and one CPU at a time runs handlers. */
#define BASES 1
#include "wheel.pml"

/* The flag that forbids arming: absent, read under the lock, or read before the lock is taken, as drivers do. */
#define NONE 1
#define UNDER_LOCK 2
#define BEFORE_LOCK 3
#ifndef STOP
#define STOP NONE
#endif
#if STOP != NONE
bool stop;
#endif

#define LOCK(step) STEP(step, !locked[1]; locked[1] = true)
#define LOCK_TO_DELETE STEP(del_lock, !locked[1]; locked[1] = true; BEGIN)
#define UNLOCK(step) STEP(step, locked[1] = false)

inline arm(on, by) {
#if STOP == BEFORE_LOCK
	if
	:: STEP(arm_check_stop, stop)
	:: STEP(arm_check_stop, !stop);
		LOCK(arm_lock);
		STEP(arm_queue, link(1, by));
		UNLOCK(arm_unlock)
	fi
#else
	LOCK(arm_lock);
#if STOP == UNDER_LOCK
	if
	:: STEP(arm_check_stop, stop)
	:: STEP(arm_check_stop, !stop);
		STEP(arm_queue, link(1, by))
	fi;
#else
	STEP(arm_queue, link(1, by));
#endif
	UNLOCK(arm_unlock)
#endif
}

inline detach_if_queued() {
	STEP(del_detach, SEE_DELETER_USE; if :: queued -> unlink(1) :: else fi)
}

inline plain_delete() {
	LOCK_TO_DELETE;
	detach_if_queued();
	UNLOCK(del_unlock)
}

#include "cpus.pml"
