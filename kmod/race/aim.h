/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a chaser aims, and how it finds out which aim is best here.
 */
#ifndef TT_AIM_H
#define TT_AIM_H

#include <linux/types.h>

#include <timertorture.h>

#define TT_AIMS		16
#define TT_CHOICES	(2 * TT_AIMS)
#define TT_LEG		64	/* handlers that are met with one choice */
#define TT_LEGS		(TT_MAX_BATCH / TT_LEG)

struct tt_worker;

/**
 * struct tt_shot - an aim, as a deleter takes it
 * @ahead: handlers from the one that it sees to the one whose timer it deletes
 * @late: ticks that it waits before it does
 * @eager: it also aims by a handler that began while it was busy, nobody knows when
 */
struct tt_shot {
	u32 ahead;
	u32 late;
	bool eager;
};

/**
 * struct tt_aims - what a lane's chaser has learned
 * @shot: of each choice, in this round
 * @score: of each, the share of handlers that it met, of TT_SCORE
 * @planned: legs that were given a choice
 * @last: of each choice, @planned when it was given
 * @attempts: in all rounds
 * @plan: the choice of each leg of this round
 */
struct tt_aims {
	struct tt_shot shot[TT_CHOICES];
	u32 score[TT_CHOICES];
	u32 planned;
	u32 last[TT_CHOICES];
	u32 attempts;
	u8 plan[TT_LEGS];
};

/* Before a round of @batch: how each of its legs is run */
void tt_aims_plan(struct tt_worker *worker, u32 batch);
/* When its attempts are settled */
void tt_aims_score(struct tt_worker *worker, u32 batch);
/* Away from @shot at random, so that every phase is hit */
struct tt_shot tt_aims_stray(struct tt_worker *worker, struct tt_shot shot);

#endif /* TT_AIM_H */
