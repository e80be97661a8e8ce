/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The base of the kernel module's models: a logical wheel over real timers. A deletion first changes the model's state,
 * which is the part that is timed, and then deletes the real timer. A real timer that has begun to expire by then finds
 * the next generation of the model timer. This model checks that such a generation neither runs too early nor is lost.
 * MEND selects what an expiring real timer checks before it runs the handler.
 */
#define ANY_GENERATION 1 /* the model timer is pending */
#define DUE_GENERATION 2 /* the model timer is pending and due */
#ifndef MEND
#define MEND DUE_GENERATION
#endif
#include "wheel.pml"

/* The model timer. Its first generation is due at once, and its second at the tick. */
bool pending = true;
bool ticked;
byte generation = 1;
byte ran;
#define DUE (generation == 1 || ticked)

/* The real timer is queued for now or for after the tick. */
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
	/* The owner waits for the timer that it armed. If the expiry was lost it waits for ever. */
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
