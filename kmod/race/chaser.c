// SPDX-License-Identifier: GPL-2.0-only
/*
 * The chase: follows the handlers of a batch and deletes just where one runs.
 */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "race/engine.h"

#define TT_SWEEP		64	/* one attempt in so many is aimed at random */
#define TT_SWEEP_TICKS		16	/* that a sweep takes, about */

/**
 * struct tt_chase - a round, as its chaser sees it
 * @round: its number
 * @period: from handler to handler, ticks
 * @seen: what handlers published last
 * @fresh: that was seen to change
 * @tried: attempts
 * @spins: turns of the wait
 * @clock: when it was last looked at
 * @tried_then: and what had been tried by then
 */
struct tt_chase {
	u64 round;
	u64 period;
	u64 seen;
	bool fresh;
	u32 tried;
	u32 spins;
	u64 clock;
	u32 tried_then;
};

/* A pause is what neither a wait nor an attempt took. */
static noinline void tt_chase_pauses(struct tt_lane *lane, struct tt_chase *chase)
{
	u64 worked = (chase->tried - chase->tried_then) * 2 * chase->period;

	chase->clock = tt_gap_note(lane, min(chase->clock + worked, tt_clock()));
	chase->tried_then = chase->tried;
	cond_resched();
}

/* Waits for another handler than the one that was seen last; false if the round is over. */
static bool tt_chase_follow(struct tt_lane *lane, struct tt_chase *chase)
{
	chase->fresh = false;
	while (tt_round_open(lane, chase->round)) {
		u64 published = READ_ONCE(lane->current_index);

		if (published != chase->seen && published >> 16 == chase->round) {
			chase->seen = published;
			return true;
		}
		chase->fresh = true;
		if (unlikely(!(++chase->spins & 255)))
			tt_chase_pauses(lane, chase);
	}
	return false;
}

/* Follows one round's handlers; returns how many it tried. */
static u32 tt_chase(struct tt_worker *worker, u64 round, u32 batch)
{
	struct tt_lane *lane = worker->lane;
	struct tt_aims *aims = &lane->aims;
	struct tt_chase chase = {
		.round = round,
		.period = READ_ONCE(lane->period),
		.clock = tt_clock(),
	};
	s64 index = 0, before = -1;

	worker->noise = tt_disturbances(worker);
	for (;;) {
		/* Made before the handler is seen: nothing may stand between that and the call. */
		struct tt_shot shot = aims->shot[aims->plan[index / TT_LEG]];
		struct tt_attempt *a;
		s64 target;

		if (aims->attempts % TT_SWEEP == TT_SWEEP - 1)
			shot = tt_aims_stray(worker, shot);
		if (!tt_chase_follow(lane, &chase))
			break;
		if (!chase.fresh && !shot.eager)
			continue;
		index = (s64)(chase.seen & 0xffff) - 1;
		/* Handlers that re-armed themselves come back in reverse order. */
		target = index < before ? index - shot.ahead : index + shot.ahead;
		before = index;
		if (target < 0 || target >= batch)
			continue;
		if (worker->touched[target] == round)
			continue;
		worker->touched[target] = round;
		if (shot.late) {
			u64 now = tt_clock();

			tt_pace_until(&worker->pace, now, now + shot.late);
		}
		aims->attempts++;
		a = &worker->tried[chase.tried++];
		tt_delete(worker, &lane->timers[target], a);
		a->ahead = shot.ahead;
	}
	return chase.tried;
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
		u32 batch = READ_ONCE(lane->batch);

		if (lane->sweep) {
			tt_round_leave(worker, round, tt_sweep(worker, round));
		} else {
			tt_aims_plan(worker, batch);
			tt_round_leave(worker, round, tt_chase(worker, round, batch));
			if (!worker->unsettled)
				tt_aims_score(worker, batch);
		}
		cond_resched();
	}
}
