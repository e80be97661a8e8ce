/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a rule came to be broken, as far as the evidence of the single violation tells.
 */
#ifndef TT_MECHANISM_H
#define TT_MECHANISM_H

#include <linux/types.h>

struct tt_timer;
struct tt_worker;

/**
 * struct tt_cause - what tells how a rule came to be broken
 * @mechanism: enum tt_mechanism
 * @flags: TT_VIOL_SAME_*
 * @early: see struct tt_rec_violation
 * @moved: see there
 * @level: see there
 */
struct tt_cause {
	u32 mechanism;
	u32 flags;
	s32 early;
	s32 moved;
	u32 level;
};

/* Finds out how @t broke @rule; see tt_violation(). Any context, at once. */
struct tt_cause tt_cause_of(u32 rule, const struct tt_timer *t, u32 flags);

/* Notes that a third party is about to arm a timer. */
void tt_move_begin(struct tt_timer *t, unsigned long expires);

/*
 * Notes that an arm of the third CPU has just moved the expiry of a queued timer from
 * @was. The caller then releases the new expiry to the handler.
 */
void tt_move_note(const struct tt_worker *third, struct tt_timer *t, unsigned long was);

#endif /* TT_MECHANISM_H */
