/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The steps of the old algorithms. An actor of a forced race can be held after
 * each step; turns/turn.c does that. Everybody else has no turn and passes NULL.
 */
#ifndef TT_STEPS_H
#define TT_STEPS_H

#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct tt_turn;

/* The steps of steps.list.h; TT_EVENT_STEP carries these numbers. */
enum tt_at {
#define TT_STEP(role_, name_, sentence_) TT_AT_##name_,
#define TT_ALGORITHM(...)
#include "turns/steps.list.h"
#undef TT_STEP
#undef TT_ALGORITHM
	TT_AT_COUNT
};

/* Reports a step, and returns when the actor may go on. */
void tt_turn_step(struct tt_turn *turn, enum tt_at at);

/* Makes one step of a wait. Returns false if the actor gives up. */
bool tt_turn_waits(struct tt_turn *turn);

/* Takes a lock. Returns false if the actor gives up. */
bool tt_turn_lock(struct tt_turn *turn, raw_spinlock_t *lock, unsigned long *flags);

/* Records that the actor used a timer that counts as freed. */
void tt_turn_touches(struct tt_turn *turn);

static __always_inline void tt_step_over(struct tt_turn *turn, enum tt_at at)
{
	if (turn)
		tt_turn_step(turn, at);
}

#define TT_STEP_OVER(turn, at) tt_step_over(turn, TT_AT_##at)

#endif /* TT_STEPS_H */
