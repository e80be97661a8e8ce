/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * 2.6.0 to 2.6.12: each CPU has a base. A timer is pending if it has a base, and the runner clears the timer's base
 * before the handler begins. The deleter reads the base and the marks without a lock. WITHOUT_WMB makes the runner's
 * two stores visible in the opposite order. LAST adds the third store of Gustafson's patch. LAST_FIRST makes that store
 * early, which the patch did not do. RAN_BEFORE starts with a timer that has expired on CPU 1 before.
 */
#define BASES 2
#include "wheel.pml"

byte base = 1;
bool running[3];
#ifdef LAST
#ifdef RAN_BEFORE
byte last = 1;
#else
byte last;
#endif
#endif

/* The lock of the old base is dropped together with the last store under it. */
inline arm(on, by) {
	STEP(arm_lock, !locked[0] && !locked[on] && !locked[base];
		locked[base] = true; locked[0] = true; locked[on] = true);
	STEP(arm_queue, if :: base -> unlink(base) :: else fi; link(on, by));
	STEP(arm_set_base, if :: base -> locked[base] = base == on :: else fi; base = on);
	STEP(arm_unlock, locked[on] = false; locked[0] = false)
}

inline del(b, found) {
	do
	:: STEP(del_read_base, BEGIN; SEE_DELETER_USE; b = base; found = false);
		if
		:: b == 0 -> break
		:: else
		fi;
		STEP(del_lock, !locked[b]; locked[b] = true);
		if
		:: STEP(del_check_base, base == b; SEE_DELETER_USE);
			STEP(del_detach, unlink(b); found = true);
			STEP(del_clear_base, base = 0);
			STEP(del_unlock, locked[b] = false);
			break
		:: STEP(del_check_base, base != b; SEE_DELETER_USE);
			STEP(del_unlock, locked[b] = false);
			RETRY
		fi
	od
}

inline plain_delete() {
	byte plain_b;
	bool plain_found;

	del(plain_b, plain_found)
}

/* Looks for a CPU that runs the handler, waits for the first one that it finds, and then stops looking. */
inline query_all_cpus(b) {
	b = 1;
	do
	:: STEP(del_scan, running[b]);
		STEP(del_wait, !running[b]);
		break
	:: STEP(del_scan, !running[b]; b++);
		if
		:: b > BASES -> break
		:: else
		fi
	od
}

inline sync(b, found, any) {
	do
	:: del(b, found);
		any = any || found;
		query_all_cpus(b);
		if
		:: STEP(del_check_pending, base != 0; SEE_DELETER_USE);
			RETRY
		:: STEP(del_check_pending, base == 0; SEE_DELETER_USE);
			break
		fi
	od
}

proctype runner(byte c) {
end_idle:
	do
	:: STEP(run_lock, EXPIRES_ON(c) && !locked[c]; locked[c] = true);
		do
		:: EXPIRES_ON(c) ->
			STEP(run_detach, unlink_expired(c));
#ifdef LAST_FIRST
			STEP(run_set_last, SEE_USE(c); last = c);
#endif
#ifdef WITHOUT_WMB
			STEP(run_clear_base, SEE_USE(c); base = 0);
			STEP(run_set_running, running[c] = true);
#else
			STEP(run_set_running, running[c] = true);
			STEP(run_clear_base, SEE_USE(c); base = 0);
#endif
#if defined LAST && !defined LAST_FIRST
			STEP(run_set_last, SEE_USE(c); last = c);
#endif
			STEP(run_unlock, locked[c] = false);
			STEP(run_fn, skip);
			handler(c);
			STEP(run_relock, !locked[c]; locked[c] = true)
		:: true -> break
		od;
		STEP(run_clear_running, running[c] = false);
		STEP(run_end, locked[c] = false)
	od
}

#include "cpus.pml"
