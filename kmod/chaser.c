// SPDX-License-Identifier: GPL-2.0-only
/*
 * The chase: follows the handlers of a batch and deletes just where one runs.
 */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "engine.h"

#define TT_SWEEP		32	/* one attempt in so many is aimed at random */
#define TT_SWEEP_TICKS		16	/* that a sweep takes, about */
#define TT_SCORE		1024	/* all of a round's handlers met */
#define TT_GROWTH		8	/* rounds in which the batch grows to its size */

/*
 * The aims that a chaser tries: how far ahead of the handler that it sees, in
 * quarters of the time from handler to handler. How far is best depends on how
 * long a cache line takes from the base CPU, which no two machines share, and
 * on what a call that comes early does to the base's lock. So it is found out:
 * every round has one aim, and is scored by the share that it met.
 */
static const u8 tt_aims[TT_AIMS] = { 0, 1, 2, 3, 4, 6, 8, 12, 16, 32 };

/* Choice @n: its aim, and whether a handler that began unseen is aimed at too. */
static u64 tt_choice_aim(u32 n, u64 period)
{
	return tt_aims[n % TT_AIMS] * period / 4;
}

static bool tt_choice_eager(u32 n)
{
	return n >= TT_AIMS;
}

static u32 tt_chaser_best(const struct tt_lane *lane)
{
	u32 i, best = 0;

	for (i = 1; i < TT_CHOICES; i++)
		if (lane->score[i] > lane->score[best])
			best = i;
	return best;
}

/* Mostly the best so far; at first each in turn, and now and then another one. */
static u32 tt_chaser_choose(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u32 best = tt_chaser_best(lane);

	if (lane->scored < TT_GROWTH)
		return 0;
	if (lane->scored < TT_GROWTH + TT_CHOICES)
		return lane->scored - TT_GROWTH;
	if (tt_random_below(worker, lane->score[best] > TT_SCORE / 2 ? 64 : 16))
		return best;
	return tt_random_below(worker, TT_CHOICES);
}

/* @share: of the round's handlers that were met, of TT_SCORE */
static void tt_chaser_score(struct tt_lane *lane, u32 choice, u32 share)
{
	u32 *score = &lane->score[choice];

	if (lane->scored >= TT_GROWTH)
		*score = lane->scored < TT_GROWTH + TT_CHOICES ? share : (3 * *score + share) / 4;
	lane->scored++;
}

/* How far ahead of the handler that is seen, and how long to wait then. */
struct tt_shot {
	u32 ahead;
	u64 late;
};

/*
 * Made before the handler is seen: nothing may stand between that and the
 * call. One in TT_SWEEP is aimed at random, so that every phase is hit.
 */
static struct tt_shot tt_chaser_aim(struct tt_worker *worker, u64 aim, u64 period, u32 tried)
{
	struct tt_shot shot = {};

	if (tried % TT_SWEEP == TT_SWEEP - 1) {
		u64 offset = tt_random_below(worker, 2 * period);

		if (offset < period)
			shot.late = offset;
		else
			aim += offset - period;
	}
	if (aim) {
		shot.ahead = div64_u64(aim + period - 1, period);
		shot.late += shot.ahead * period - aim;
	}
	return shot;
}

/* Follows one round's handlers; returns how many it tried. */
static u32 tt_chase(struct tt_worker *worker, u64 round, u32 choice)
{
	struct tt_lane *lane = worker->lane;
	u64 period = max_t(u64, READ_ONCE(lane->period), lane->cell->handler_ticks + 1);
	u64 aim = tt_choice_aim(choice, period);
	bool eager = tt_choice_eager(choice);
	struct tt_shot shot = tt_chaser_aim(worker, aim, period, 0);
	u32 batch = READ_ONCE(lane->batch);
	u64 clock = tt_clock();
	u32 tried = 0, spins = 0;
	bool fresh = true;
	s64 before = -1;
	u64 seen = 0;

	worker->noise = tt_disturbances(worker);
	while (tt_round_open(lane, round)) {
		u64 published = READ_ONCE(lane->current_index);
		struct tt_attempt *a;
		struct tt_timer *t;
		s64 index, target;

		if (published == seen || published >> 16 != round) {
			fresh = true;
			if (!(++spins & 255)) {
				clock = tt_gap_note(lane, clock);
				cond_resched();
			}
			continue;
		}
		seen = published;
		/* One that began while the deleter was busy: nobody knows when. */
		if (!fresh && !eager)
			continue;
		fresh = false;
		index = (s64)(published & 0xffff) - 1;
		/* Handlers that re-armed themselves come back in reverse order. */
		target = index < before ? index - shot.ahead : index + shot.ahead;
		before = index;
		if (target < 0 || target >= batch)
			continue;
		if (worker->touched[target] == round)
			continue;
		worker->touched[target] = round;
		t = &lane->timers[target];
		if (shot.late)
			tt_spin_until(tt_clock() + shot.late);
		a = &worker->tried[tried++];
		tt_delete(worker, t, a);
		a->ahead = shot.ahead;
		shot = tt_chaser_aim(worker, aim, period, tried);
	}
	return tried;
}

/*
 * Deletes one after the other at random moments, while the base CPU goes off
 * line: the handlers that there are run elsewhere, and publish nothing.
 */
static u32 tt_sweep(struct tt_worker *worker, u64 round)
{
	struct tt_lane *lane = worker->lane;
	u32 batch = READ_ONCE(lane->batch);
	u64 pause = div_u64(TT_SWEEP_TICKS * lane->cell->tick_ticks, batch);
	u32 tried;

	worker->noise = tt_disturbances(worker);
	for (tried = 0; tried < batch && tt_round_open(lane, round); tried++) {
		struct tt_attempt *a = &worker->tried[tried];

		tt_spin_until(tt_clock() + tt_random_below(worker, 2 * pause + 1));
		tt_delete(worker, &lane->timers[tried], a);
		a->ahead = batch;
		cond_resched();
	}
	return tried;
}

void tt_run_chaser(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 round = 0;

	while ((round = tt_round_enter(worker, round))) {
		u64 met = worker->tally.attempts[TT_ENCOUNTER];
		u32 batch = READ_ONCE(lane->batch);
		u32 choice = tt_chaser_choose(worker);
		u32 tried = lane->sweep ? tt_sweep(worker, round) : tt_chase(worker, round, choice);

		tt_round_leave(worker, round, tried);
		met = worker->tally.attempts[TT_ENCOUNTER] - met;
		if (!lane->sweep)
			tt_chaser_score(lane, choice, div_u64(met * TT_SCORE, batch));
		cond_resched();
	}
}
