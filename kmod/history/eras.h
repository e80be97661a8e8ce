/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The old kernels' algorithms to delete a timer.
 */
#ifndef TT_ERAS_H
#define TT_ERAS_H

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/types.h>

struct timer_list;
struct tt_lane;
struct tt_model;
struct tt_turn;

#define TT_MODEL_GAVE_UP	(-ETIMEDOUT)	/* The deletion would have spun for ever. */

/* How timers are run and armed in an era: tt_era.traits */
#define TT_ERA_MARK_TIMER	BIT(0)	/* The timer is marked running until timer_exit(). */
#define TT_ERA_MARK_SLOT	BIT(1)	/* The slot names the running timer. */
#define TT_ERA_MARK_FIRST	BIT(2)	/* The slot does so before the timer is detached. */
#define TT_ERA_NO_BASE		BIT(3)	/* A timer without a base is not pending. */
#define TT_ERA_LAST		BIT(4)	/* The runner stores its base in last_running. */
#define TT_ERA_STOP		BIT(5)	/* Arming respects the stop flag. */
#define TT_ERA_STAYS		BIT(6)	/* A running timer stays on its base. */
#define TT_ERA_GLOBAL		BIT(7)	/* There is one lock and one wheel. */

/**
 * struct tt_era - an algorithm; TT_ERA() defines that of a model as tt_era_NAME
 * @traits: TT_ERA_*
 * @del: the deletion; its actor can be held after each step
 * @del_timer: del_timer() of that kernel, which does not wait; its actor can be held
 */
struct tt_era {
	u32 traits;
	int (*del)(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);
	int (*del_timer)(struct tt_turn *turn, struct tt_lane *lane, struct tt_model *m);
};

#endif /* TT_ERAS_H */
