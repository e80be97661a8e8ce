// SPDX-License-Identifier: GPL-2.0-only
/*
 * The third CPU of a pair: follows the handlers like the chaser, and does to a
 * timer what the scenario says, once a round and timer.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "race/engine.h"
#include "race/wheel.h"

static unsigned long tt_draw_delta(struct tt_worker *worker, unsigned int draw)
{
	unsigned int level = 1 + tt_random_below(worker, TT_WHEEL_LEVELS - 1);
	unsigned long start = tt_wheel_start(level);

	switch (draw) {
	case TT_DRAW_PAST:
		return -1UL - tt_random_below(worker, 3);
	case TT_DRAW_NOW:
		return 0;
	case TT_DRAW_NEXT:
		return 1 + tt_random_below(worker, 2);
	case TT_DRAW_NEAR:
		return 3 + tt_random_below(worker, 59);
	case TT_DRAW_BELOW:
		return start - 1;
	case TT_DRAW_EDGE:
		return start;
	case TT_DRAW_ABOVE:
		return start + (1UL << level * TT_WHEEL_SHIFT);
	default:
		return tt_wheel_start(TT_WHEEL_LEVELS) + tt_random_below(worker, HZ);
	}
}

/*
 * Many a bug of the wheel sat where arming meets expiry, and only at certain
 * distances: half of the draws are due at once or with the next tick, the
 * other half lie on edges.
 */
static unsigned long tt_draw_expires(struct tt_worker *worker)
{
	unsigned int draw = tt_random_below(worker, 2) ? tt_random_below(worker, TT_DRAW_NEAR) :
			    tt_random_below(worker, TT_DRAWS);
	unsigned long delta = tt_draw_delta(worker, draw);

	worker->tally.drawn[draw]++;
	worker->tally.drawn_level[tt_wheel_level(delta)]++;
	return jiffies + delta;
}

/*
 * When: how many handlers before the timer's own. Half of the draws are for the
 * one that runs and the one that is dequeued next, which is where arming meets
 * expiry.
 */
static u32 tt_draw_ahead(struct tt_worker *worker, u32 reach)
{
	return tt_random_below(worker, (tt_random_below(worker, 2) ? min(reach, 1U) : reach) + 1);
}

void tt_meddle_readd(struct tt_worker *worker, struct tt_timer *t)
{
	tt_arm_shared(worker, t, tt_draw_expires(worker), TT_MOD_TIMER);
}

void tt_meddle_migrate(struct tt_worker *worker, struct tt_timer *t)
{
	worker->tally.drawn[TT_DRAW_NOW]++;
	worker->tally.drawn_level[0]++;
	tt_arm_shared(worker, t, jiffies, TT_MOD_TIMER);
}

void tt_meddle_remod(struct tt_worker *worker, struct tt_timer *t)
{
	tt_arm_shared(worker, t, tt_draw_expires(worker), tt_random_below(worker, 3));
}

/* Deletes too. Its calls are checked, but not timed. */
void tt_meddle_contend(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_attempt *a = &worker->tried[worker->tries++];

	a->ahead = 0;
	tt_delete(worker, t, a);
}

/*
 * What nobody may do to a timer that others arm or delete: the flags are
 * rewritten without the base's lock. It may panic the kernel.
 */
void tt_meddle_readd_on(struct tt_worker *worker, struct tt_timer *t)
{
	if (timer_pending(&t->timer))
		return;
	atomic64_add_return(TT_ARM_BEGUN, &t->arming);
	t->timer.expires = jiffies + 1;
	add_timer_on(&t->timer, worker->cpu);
	atomic64_add_return_release(TT_ARM_ENDED, &t->arming);
}

static void tt_third_round(struct tt_worker *worker, u64 round)
{
	struct tt_lane *lane = worker->lane;
	const struct tt_scen *scen = lane->cell->scen;
	u32 batch = READ_ONCE(lane->batch);
	u64 seen = 0;
	u32 spins = 0, ahead;

	BUILD_BUG_ON(TT_WHEEL_LEVELS > TT_DRAW_LEVELS);

	worker->noise = tt_disturbances(worker);
	while (tt_round_open(lane, round)) {
		u64 published = READ_ONCE(lane->current_index);
		u64 target;

		if (published == seen || published >> 16 != round) {
			if (!(++spins & 255))
				cond_resched();
			continue;
		}
		seen = published;
		ahead = tt_draw_ahead(worker, scen->ahead);
		target = (published & 0xffff) - 1 + ahead;
		if (target >= batch)
			continue;
		if (worker->touched[target] == round)
			continue;
		worker->touched[target] = round;
		scen->meddle(worker, &lane->timers[target]);
		worker->tally.meddled++;
		worker->tally.drawn_ahead[ahead]++;
	}
}

void tt_run_third(struct tt_worker *worker)
{
	u64 round = 0;

	while ((round = tt_round_enter(worker, round))) {
		worker->tries = 0;
		tt_third_round(worker, round);
		tt_round_leave(worker, round, worker->tries);
		cond_resched();
	}
}
