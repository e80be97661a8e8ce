/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Since 2.6.13 a timer always has a base, whose lock protects the timer, and a timer whose handler runs stays on its
 * base. All changes are made under that lock. While mod_timer moves a timer, between dropping one lock and taking the
 * other, the timer has no base and everybody else waits. That is why mod_timer may take the step arm_lock twice.
 */
#define BASES 2
#include "wheel.pml"

byte base = 1;
bool running[3];

inline finish_arming(on, by) {
	STEP(arm_queue, link(on, by));
	STEP(arm_unlock, locked[on] = false)
}

inline arm(on, by) {
	byte to;

	STEP(arm_lock, base && !locked[base];
		if :: queued -> unlink(base) :: else fi;
		to = (base == on || running[base] -> base : on);
		locked[base] = to == base;
		base = (to == base -> base : 0));
	if
	:: base == 0 -> STEP(arm_lock, !locked[to]; locked[to] = true)
	:: else
	fi;
	STEP(arm_set_base, base = to);
	finish_arming(to, by)
}

/* add_timer_on, and since 6.9 add_timer_local and add_timer_global: they require an idle timer and do not check it. */
inline arm_on(on, by) {
	STEP(arm_lock, !locked[on]; locked[on] = true);
	STEP(arm_set_base, base = on);
	finish_arming(on, by)
}

inline lock_base(b) {
	do
	:: STEP(del_read_base, base; BEGIN; SEE_DELETER_USE; b = base);
		STEP(del_lock, !locked[b]; locked[b] = true);
		if
		:: STEP(del_check_base, base == b; SEE_DELETER_USE);
			break
		:: STEP(del_check_base, base != b; SEE_DELETER_USE);
			STEP(del_unlock, locked[b] = false);
			RETRY
		fi
	od
}

inline del(b, found) {
	lock_base(b);
	STEP(del_detach, found = queued != 0; if :: queued -> unlink(b) :: else fi);
	STEP(del_unlock, locked[b] = false)
}

inline plain_delete() {
	byte plain_b;
	bool plain_found;

	del(plain_b, plain_found)
}

inline sync(b) {
	do
	:: lock_base(b);
		if
		:: STEP(del_read_running, running[b]);
			STEP(del_unlock, locked[b] = false);
			STEP(del_wait, !running[b]);
			RETRY
		:: STEP(del_read_running, !running[b]);
			STEP(del_detach, if :: queued -> unlink(b) :: else fi);
			STEP(del_unlock, locked[b] = false);
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
			STEP(run_set_running, running[c] = true);
			STEP(run_detach, unlink_expired(c));
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
