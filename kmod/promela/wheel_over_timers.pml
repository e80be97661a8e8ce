/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The ground that the kernel's models stand on: a logical wheel over real timers. A model timer is deleted in the
 * model's state alone, so that only this is timed, and its real timer afterwards. An alarm that the real timer has
 * begun by then finds the next generation. Does that one run too early, or never? MEND is what an alarm asks before it
 * runs the handler.
 */
#define ANY_GENERATION 1 /* whether the model timer is pending */
#define DUE_GENERATION 2 /* and whether it is due */
#ifndef MEND
#define MEND DUE_GENERATION
#endif
#include "wheel.pml"

/* The model timer. Its first generation is due at once, its second at the tick. */
bool pending = true;
bool ticked;
byte generation = 1;
byte ran;
#define DUE (generation == 1 || ticked)

/* The real timer: queued, for now or for after the tick. */
bool real_pending = true;
bool real_after_tick;

#ifdef CHECK_not_early
#define SEE_EARLY kept = kept && (which == 1 || ticked)
#else
#define SEE_EARLY skip
#endif

proctype softirq() {
	byte which;

end_idle:
	do
	:: STEP(real_expire, real_pending && (!real_after_tick || ticked); real_pending = false);
		STEP(run_lock, !locked[1]; locked[1] = true);
		if
		:: STEP(run_check_due, pending && (MEND == ANY_GENERATION || DUE));
			STEP(run_detach, pending = false; which = generation);
			STEP(run_unlock, locked[1] = false);
			STEP(fn_enter, SEE_EARLY; ran = which)
		:: STEP(run_check_due, !(pending && (MEND == ANY_GENERATION || DUE)));
			STEP(run_unlock, locked[1] = false)
		fi
	od
}

proctype deleter() {
	STEP(del_lock, !locked[1]; locked[1] = true);
	STEP(del_detach, pending = false);
	STEP(del_unlock, locked[1] = false);
	STEP(real_delete, real_pending = false);
	STEP(arm_lock, !locked[1]; locked[1] = true);
	STEP(arm_queue, generation = 2; pending = true);
	STEP(real_mod, real_pending = true; real_after_tick = true);
	STEP(arm_unlock, locked[1] = false);
	/* The owner waits for what was armed: for ever, if the alarm got lost. */
	STEP(del_return, ran == 2)
}

proctype clock() {
	STEP(clock_tick, ticked = true)
}

init {
	atomic {
		run deleter();
		run clock();
		run softirq()
	}
}
