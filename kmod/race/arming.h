/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The calls that arm a timer.
 */
#ifndef TT_ARMING_H
#define TT_ARMING_H

#include <linux/smp.h>
#include <linux/timer.h>
#include <linux/types.h>

#include <timertorture.h>

#include "cell/timer.h"
#include "compat.h"

/**
 * struct tt_armings - the calls by which the armer may arm the timers of a lane
 * @count: number of @call
 * @call: the calls; tt_armings_of() says which
 */
struct tt_armings {
	u32 count;
	enum tt_arming call[TT_ARMINGS];
};

/*
 * Returns the calls that suit the timers of a lane. A call that changes whether the timer is
 * pinned does not. Timers that somebody else may arm are armed by mod_timer() and
 * timer_reduce() alone.
 */
const struct tt_armings *tt_armings_of(const struct tt_lane *lane);

/* Begins to arm a timer, which its owner must then wait for. */
static inline void tt_arming_begin(struct tt_timer *t)
{
	/* This is a full barrier, so whoever sees the effect of the arm sees that it began. */
	atomic64_add_return(TT_ARM_BEGUN, &t->ledger.arming);
}

static inline void tt_arming_end(struct tt_timer *t)
{
	/* Pairs with the acquires in tt_delete() and tt_cancel_arming(). */
	atomic64_add_return_release(TT_ARM_ENDED, &t->ledger.arming);
}

/*
 * Arms a timer on the calling CPU by @call, and counts the call. Returns what mod_timer()
 * would return. A call other than mod_timer(), mod_timer_pending() and timer_reduce() is for
 * an idle timer that only the caller uses, and the caller must not change its CPU meanwhile.
 */
static inline int tt_arm_by(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
			    enum tt_arming call)
{
	worker->tally.armed_by[call]++;
	switch (call) {
	case TT_ARMING_MOD_TIMER_PENDING:
		return mod_timer_pending(&t->timer, expires);
	case TT_ARMING_TIMER_REDUCE:
		return timer_reduce(&t->timer, expires);
	case TT_ARMING_ADD_TIMER:
		t->timer.expires = expires;
		add_timer(&t->timer);
		return 0;
	case TT_ARMING_ADD_TIMER_ON:
		t->timer.expires = expires;
		add_timer_on(&t->timer, raw_smp_processor_id());
		return 0;
	case TT_ARMING_ADD_TIMER_LOCAL:
		t->timer.expires = expires;
		add_timer_local(&t->timer);
		return 0;
	case TT_ARMING_ADD_TIMER_GLOBAL:
		t->timer.expires = expires;
		add_timer_global(&t->timer);
		return 0;
	default:
		return tt_timer_arm(t, expires);
	}
}

#endif /* TT_ARMING_H */
