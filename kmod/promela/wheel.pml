/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The part that all models share: one timer, its handler, and the deletion's promises. Time is not modelled; a queued
 * timer may expire at any moment, or never.
 *
 * The processes are, in the order of their numbers, the deleter, a third CPU, and one runner for each base. FN selects
 * what the handler does, THIRD what the third CPU does, and CHECK_... the one property that is checked.
 */
#define TEXT(x) #x
/* An atomic step with the name that the kernel module's model uses. Only its first statement may block. */
#define STEP(name, ...) atomic { __VA_ARGS__; printf(TEXT(%d name\n), _pid); assert(kept) }

#define ONE_SHOT 1 /* does nothing */
#define REARM 2 /* may arm its timer again, on its own CPU, by mod_timer */
#define REARM_MEANWHILE 3 /* arms its timer again while the deletion waits, too far ahead to expire here */
#define REARM_ON 4 /* may arm its timer again, on another CPU, by add_timer_on */
#define FREE 5 /* frees its timer, so the caller does not */
#define NO_EXIT 6 /* does not call timer_exit */

#define NOBODY 1
#define ARM 2 /* arms the timer once, on CPU 2, by mod_timer */
#define DELETE 3 /* deletes it once, and does not wait */

#ifndef FN
#define FN ONE_SHOT
#endif
#ifndef THIRD
#define THIRD NOBODY
#endif

#define DELETER 1
#define THIRD_CPU 2
#define OTHER(c) (3 - c)

/* The wheel. queued is the base whose list contains the timer, or 0. Lock 0 is the timer's own. */
bool locked[3];
byte queued = 1;
#if FN == REARM_MEANWHILE
bool far_ahead;
bool waits; /* the deletion is waiting */
#define EXPIRES_ON(c) (queued == c && !far_ahead)
#else
#define EXPIRES_ON(c) (queued == c)
#endif

/* State that only the properties read. */
bool kept = true; /* the property that is checked */
bool returned; /* the deletion has returned */
bool freed;
bool began; /* the deletion has begun */
/* A third party may arm the timer after the deletion began. The deletion is not to blame for the run that follows. */
bool queued_legally;
bool runs_legally[3];
bool in_handler[3];

#ifdef CHECK_terminates
byte rearms, retries;
#define MAY_REARM (rearms < 2)
#define COUNT_REARM rearms++
/*
 * Each wait is a guard, so a model can loop only if it makes no progress. The limit is higher than the number of times
 * that the timer can change.
 */
#define COUNT_RETRY kept = kept && retries < 12; retries++
#else
#define MAY_REARM true
#define COUNT_REARM skip
#define COUNT_RETRY skip
#endif

#ifdef CHECK_no_run_after_return
#define SEE_RUN(c) kept = kept && (!returned || runs_legally[c])
#else
#define SEE_RUN(c) skip
#endif

/* The caller frees the timer after the deletion has returned, unless the handler frees it. */
#ifdef CHECK_no_use_after_free
#define CALLER_FREES freed = (FN != FREE)
#define SEE_USE(c) kept = kept && (!freed || runs_legally[c])
#define SEE_DELETER_USE kept = kept && (_pid != DELETER || !freed)
#else
#define CALLER_FREES skip
#define SEE_USE(c) skip
#define SEE_DELETER_USE skip
#endif

#ifdef CHECK_no_double_unlink
#define SEE_UNLINK(b) kept = kept && queued == b
#else
#define SEE_UNLINK(b) skip
#endif

#ifdef CHECK_no_overlap
#define SEE_ENTRY(c) kept = kept && !in_handler[OTHER(c)]
#else
#define SEE_ENTRY(c) skip
#endif

#ifdef CHECK_not_pending_after_return
#define SEE_PENDING kept = kept && (!queued || queued_legally)
#else
#define SEE_PENDING skip
#endif

#ifdef CHECK_bug_on
#define BUG_ON(x) kept = kept && !(x)
#else
#define BUG_ON(x) skip
#endif

/* Marks the first step of the deletion. */
#define BEGIN began = began || _pid == DELETER

inline unlink(b) {
	SEE_UNLINK(b);
	queued = 0
}

inline unlink_expired(c) {
	runs_legally[c] = queued_legally;
	SEE_USE(c);
	unlink(c)
}

/* on is the base. by is the CPU whose handler arms the timer, or 0 for a third party. */
inline link(on, by) {
	queued = on;
	if
	:: by == 0 -> queued_legally = began
	:: else -> queued_legally = runs_legally[by]
	fi
}

inline return_from_deletion() {
	SEE_PENDING;
	returned = true;
	CALLER_FREES
}

#define RETURN STEP(del_return, return_from_deletion())
#define RETRY STEP(del_retry, COUNT_RETRY)

#ifndef FREED_TO_POISON
#define FREED_TO_POISON skip
#endif

/* The wheel must define arm(c, by), arm_on(c, by) and plain_delete(), and a model with timer_exit() TIMER_EXIT. */
inline handler(c) {
	STEP(fn_enter, SEE_RUN(c); SEE_USE(c); SEE_ENTRY(c); in_handler[c] = true);
#if FN == REARM_MEANWHILE
	STEP(fn_rearm, waits; SEE_RUN(c); SEE_USE(c); far_ahead = true);
	arm(c, c);
#elif FN == REARM || FN == REARM_ON
	if
	:: MAY_REARM ->
		STEP(fn_rearm, SEE_RUN(c); SEE_USE(c); COUNT_REARM);
#if FN == REARM
		arm(c, c)
#else
		arm_on(OTHER(c), c)
#endif
	:: true
	fi;
#endif
#ifdef TIMER_EXIT
	TIMER_EXIT(c);
#endif
#if FN == FREE
	/* A caller that begins to delete a timer after it was freed is itself at fault. */
	STEP(fn_free, began; SEE_RUN(c); freed = true; FREED_TO_POISON);
#endif
	STEP(fn_exit, SEE_RUN(c); in_handler[c] = false)
}
