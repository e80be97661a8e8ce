// SPDX-License-Identifier: GPL-2.0-only
/*
 * The third CPU of a pair: follows the handlers as the chaser does, and interferes
 * with each timer at most once in a round, in the way that the scenario chooses.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/arming.h"
#include "race/round.h"
#include "race/third.h"
#include "rules/evidence.h"
#include "rules/ledger.h"
#include "rules/mechanism.h"
#include "timing/wheel.h"

static unsigned long tt_draw_delta(struct tt_worker *worker, unsigned int draw)
{
	unsigned int level = 1 + tt_random_below(&worker->random, TT_WHEEL_LEVELS - 1);
	unsigned long start = tt_wheel_start(level);

	switch (draw) {
	case TT_DRAW_PAST:
		return -1UL - tt_random_below(&worker->random, 3);
	case TT_DRAW_NOW:
		return 0;
	case TT_DRAW_NEXT:
		return 1 + tt_random_below(&worker->random, 2);
	case TT_DRAW_NEAR:
		return 3 + tt_random_below(&worker->random, 59);
	case TT_DRAW_BELOW:
		return start - 1;
	case TT_DRAW_EDGE:
		return start;
	case TT_DRAW_ABOVE:
		return start + (1UL << level * TT_WHEEL_SHIFT);
	case TT_DRAW_BEYOND:
		return tt_wheel_start(TT_WHEEL_LEVELS) + tt_random_below(&worker->random, HZ);
	case TT_DRAW_ZERO:
		return -jiffies;
	default:
		return MAX_JIFFY_OFFSET;
	}
}

/*
 * Draws a new expiry. Many bugs of the timer wheel showed where arming meets expiry,
 * and only at certain distances. So half of the draws are due at once or with the
 * next tick, and the other half lie on the edges of levels.
 */
static unsigned long tt_draw_expires(struct tt_worker *worker)
{
	u64 *random = &worker->random;
	unsigned int draw = tt_random_below(random, tt_random_below(random, 2) ? TT_DRAW_NEAR :
					    TT_DRAWS);
	unsigned long delta = tt_draw_delta(worker, draw);

	worker->tally.drawn[draw]++;
	worker->tally.drawn_level[tt_wheel_level(delta)]++;
	return jiffies + delta;
}

/*
 * Draws how many handlers ahead to interfere. Half of the draws are for the handler
 * that runs and for the timer that is dequeued next, because that is where arming
 * meets expiry.
 */
static u32 tt_draw_ahead(struct tt_worker *worker, u32 reach)
{
	u64 *random = &worker->random;

	return tt_random_below(random, (tt_random_below(random, 2) ? min(reach, 1U) : reach) + 1);
}

/*
 * Counts an arm that found the timer idle if a deletion had returned before it took
 * effect. @before: it had returned when the arm began. If it returned meanwhile, the arm
 * took effect after it if the timer is still queued, because nobody else arms it.
 */
static void tt_armed_again(struct tt_worker *worker, struct tt_timer *t, bool before)
{
	/* Pairs with the release in tt_delete(). */
	if (!before && !(smp_load_acquire(&t->ledger.deleted) && timer_pending(&t->timer)))
		return;
	WRITE_ONCE(t->ledger.deleted, 0);
	worker->tally.armed_again++;
}

/*
 * Arms a timer that other CPUs may be arming or deleting, between tt_arming_begin() and
 * tt_arming_end(). It is called once for each round and timer, so if it found the timer
 * pending it replaced the armer's arm.
 */
static void tt_arm_begun(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
			 enum tt_arming call)
{
	struct tt_lane *lane = worker->lane;
	unsigned long was = READ_ONCE(t->ledger.due);
	bool deleted;
	int ret;

	tt_trace(lane, worker->context, tt_clock(), t, TT_EVENT_ARM, expires - jiffies);
	/* Pairs with the release in tt_delete(). */
	deleted = smp_load_acquire(&t->ledger.deleted);
	tt_move_begin(t, expires);
	tt_timer_due_by(t, expires);
	ret = tt_arm_by(worker, t, expires, call);
	if (ret) {
		worker->tally.rearms++;
		if (call != TT_ARMING_TIMER_REDUCE) {
			tt_move_note(worker, t, was);
			/* Pairs with the barrier in tt_why_early(). */
			smp_store_release(&t->ledger.due, expires);
		}
	} else if (call != TT_ARMING_MOD_TIMER_PENDING) {
		/* See tt_handler_rearm(). */
		if (READ_ONCE(t->ledger.shutdown_begun)) {
			worker->tally.doubtful_arms++;
		} else {
			worker->tally.arms++;
			tt_armed_again(worker, t, deleted);
		}
	}
	tt_trace(lane, worker->context, tt_clock(), t, TT_EVENT_ARMED, ret);
}

static void tt_arm_shared(struct tt_worker *worker, struct tt_timer *t, unsigned long expires,
			  enum tt_arming call)
{
	tt_arming_begin(t);
	tt_arm_begun(worker, t, expires, call);
	tt_arming_end(t);
}

void tt_meddle_not(struct tt_worker *worker, struct tt_timer *t)
{
}

void tt_meddle_readd(struct tt_worker *worker, struct tt_timer *t)
{
	tt_arm_shared(worker, t, tt_draw_expires(worker), TT_ARMING_MOD_TIMER);
}

void tt_meddle_migrate(struct tt_worker *worker, struct tt_timer *t)
{
	worker->tally.drawn[TT_DRAW_NOW]++;
	worker->tally.drawn_level[0]++;
	tt_arm_shared(worker, t, jiffies, TT_ARMING_MOD_TIMER);
}

void tt_meddle_remod(struct tt_worker *worker, struct tt_timer *t)
{
	static const enum tt_arming calls[] = {
		TT_ARMING_MOD_TIMER, TT_ARMING_MOD_TIMER_PENDING, TT_ARMING_TIMER_REDUCE,
	};

	tt_arm_shared(worker, t, tt_draw_expires(worker),
		      calls[tt_random_below(&worker->random, ARRAY_SIZE(calls))]);
}

void tt_meddle_contend(struct tt_worker *worker, struct tt_timer *t)
{
	struct tt_attempt *a = &worker->attempts.list[worker->attempts.made++];

	a->ahead = 0;
	tt_delete(worker, t, a);
}

void tt_meddle_readd_on(struct tt_worker *worker, struct tt_timer *t)
{
	bool deleted;

	if (timer_pending(&t->timer))
		return;
	/* Pairs with the release in tt_delete(). */
	deleted = smp_load_acquire(&t->ledger.deleted);
	tt_arming_begin(t);
	t->timer.expires = jiffies + 1;
	tt_move_begin(t, t->timer.expires);
	add_timer_on(&t->timer, worker->cpu);
	if (!READ_ONCE(t->ledger.shutdown_begun))
		tt_armed_again(worker, t, deleted);
	tt_arming_end(t);
}

/* The timer is due within two jiffies, so that it soon fires if its memory is freed. */
static void tt_arm_soon(struct tt_worker *worker, struct tt_timer *t)
{
	unsigned long delta = tt_random_below(&worker->random, 3);

	worker->tally.drawn[delta ? TT_DRAW_NEXT : TT_DRAW_NOW]++;
	worker->tally.drawn_level[0]++;
	tt_arm_begun(worker, t, jiffies + delta, TT_ARMING_MOD_TIMER);
}

void tt_meddle_readd_unless_freed(struct tt_worker *worker, struct tt_timer *t)
{
	u32 period = min_t(u64, READ_ONCE(worker->lane->round.period), U32_MAX / 4);

	tt_arming_begin(t);
	if (!READ_ONCE(t->ledger.cancelled)) {
		tt_spin_until(tt_clock() + tt_random_below(&worker->random, 2 * period + 1));
		tt_arm_soon(worker, t);
	}
	tt_arming_end(t);
}

void tt_ask_third_to_arm(struct tt_worker *deleter, struct tt_timer *t)
{
	struct tt_lane *lane = deleter->lane;
	unsigned long deadline = jiffies + 2;

	/* Pairs with the acquire in tt_third_answer(). */
	smp_store_release(&lane->asked, t->index + 1);
	/* Pairs with the release in tt_third_answer(). */
	while (smp_load_acquire(&lane->asked) && time_before(jiffies, deadline) &&
	       tt_round_open(lane, deleter->party.entered))
		tt_pause(lane->cell);
	WRITE_ONCE(lane->asked, 0);
}

static void tt_third_answer(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	/* Pairs with the release in tt_ask_third_to_arm(). */
	u32 asked = smp_load_acquire(&lane->asked);
	struct tt_timer *t;

	if (!asked)
		return;
	t = &lane->timers[asked - 1];
	tt_arming_begin(t);
	if (!READ_ONCE(t->ledger.cancelled))
		tt_arm_soon(worker, t);
	tt_arming_end(t);
	/* Pairs with the acquire in tt_ask_third_to_arm(). */
	smp_store_release(&lane->asked, 0);
}

/**
 * struct tt_arming_work - a work item that arms a timer
 * @work: the work item
 * @deleter: the worker that queued it and waits for it, so that it may count for it
 * @t: the timer
 */
struct tt_arming_work {
	struct work_struct work;
	struct tt_worker *deleter;
	struct tt_timer *t;
};

static void tt_arming_work_run(struct work_struct *work)
{
	struct tt_arming_work *arming = container_of(work, struct tt_arming_work, work);

	tt_arming_begin(arming->t);
	tt_arm_soon(arming->deleter, arming->t);
	tt_arming_end(arming->t);
}

void tt_arm_by_work(struct tt_worker *deleter, struct tt_timer *t)
{
	struct tt_arming_work arming = { .deleter = deleter, .t = t };

	INIT_WORK_ONSTACK(&arming.work, tt_arming_work_run);
	queue_work_on(deleter->lane->pair.base_cpu, system_highpri_wq, &arming.work);
	flush_work(&arming.work);
	destroy_work_on_stack(&arming.work);
}

static void tt_third_round(struct tt_worker *worker, u64 round)
{
	struct tt_lane *lane = worker->lane;
	const struct tt_scen *scen = lane->cell->scen;
	u32 batch = READ_ONCE(lane->round.batch);
	u64 seen = 0;
	u32 spins = 0, ahead;

	BUILD_BUG_ON(TT_WHEEL_LEVELS > TT_DRAW_LEVELS);

	tt_disturbance_begin(&worker->disturbance);
	while (tt_round_open(lane, round)) {
		u64 published = READ_ONCE(lane->published);
		u64 target;

		if (scen->before_free)
			tt_third_answer(worker);
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
		if (worker->attempts.round_of[target] == round)
			continue;
		worker->attempts.round_of[target] = round;
		scen->meddle(worker, &lane->timers[target]);
		worker->tally.third++;
		worker->tally.drawn_ahead[ahead]++;
	}
}

void tt_third_run(struct tt_worker *worker)
{
	u64 round = 0;

	while ((round = tt_round_enter(worker, round))) {
		worker->attempts.made = 0;
		tt_third_round(worker, round);
		tt_round_leave(worker, round, worker->attempts.made);
		cond_resched();
	}
}
