// SPDX-License-Identifier: GPL-2.0-only
/*
 * align=chase: follows the handlers of a batch, and deletes where one runs.
 */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/aim.h"
#include "race/armer.h"
#include "race/attempt.h"
#include "race/engines.h"
#include "race/round.h"
#include "race/third.h"

#define TT_STRAY		64	/* One attempt in so many is aimed at random. */
#define TT_BLIND_JIFFIES	16	/* Blind deletions of a batch take about so long. */

/**
 * struct tt_chase - a round as its chaser sees it
 * @round: number of the round
 * @period: ticks from one handler to the next
 * @seen: what the handlers published last
 * @fresh: the chaser saw @seen change, so the handler has just begun
 * @tried: attempts so far
 * @spins: iterations of the wait
 * @clock: clock at the last look for pauses
 * @tried_then: attempts by then
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

/* Looks for pauses: time that neither waits nor attempts explain. */
static noinline void tt_chase_pauses(struct tt_lane *lane, struct tt_chase *chase)
{
	u64 worked = (chase->tried - chase->tried_then) * 2 * chase->period;

	chase->clock = tt_gap_note(lane, min(chase->clock + worked, tt_clock()));
	chase->tried_then = chase->tried;
	cond_resched();
}

/* Waits for the next handler. Returns false if the round is over. */
static bool tt_chase_follow(struct tt_lane *lane, struct tt_chase *chase)
{
	chase->fresh = false;
	while (tt_round_open(lane, chase->round)) {
		u64 published = READ_ONCE(lane->published);

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

/* Follows the handlers of a round. Returns the number of attempts. */
static u32 tt_chase(struct tt_worker *worker, u64 round, u32 batch)
{
	struct tt_lane *lane = worker->lane;
	struct tt_aims *aims = &lane->deletions.aims;
	struct tt_chase chase = {
		.round = round,
		.period = READ_ONCE(lane->round.period),
		.clock = tt_clock(),
	};
	bool even = lane->cell->want.flags & TT_START_EVEN;
	s64 index = 0, before = -1;

	tt_disturbance_begin(&worker->disturbance);
	for (;;) {
		/* Aim before the handler is seen, because after that the call is urgent. */
		struct tt_aim aim = aims->aim[aims->plan[index / TT_LEG]];
		struct tt_attempt *a;
		u8 sought = 0;
		s64 target;

		if (even && aims->attempts % 2)
			aim = tt_aims_even(worker, &sought);
		else if (aims->attempts % TT_STRAY == TT_STRAY - 1)
			aim = tt_aims_stray(worker, aim);
		if (!tt_chase_follow(lane, &chase))
			break;
		if (!chase.fresh && !aim.accept_stale)
			continue;
		index = (s64)(chase.seen & 0xffff) - 1;
		/* Timers that their handlers armed again expire in reverse order. */
		target = index < before ? index - aim.ahead : index + aim.ahead;
		before = index;
		if (target < 0 || target >= batch)
			continue;
		if (worker->attempts.round_of[target] == round)
			continue;
		worker->attempts.round_of[target] = round;
		if (aim.wait_ticks) {
			u64 now = tt_clock();

			tt_pace_until(&worker->pace, now, now + aim.wait_ticks);
		}
		aims->attempts++;
		a = &worker->attempts.list[chase.tried++];
		tt_attempt(worker, &lane->timers[target], a);
		a->ahead = aim.ahead;
		a->sought = sought;
	}
	return chase.tried;
}

/*
 * Deletes one timer after the other at random moments, while the base CPU goes off line.
 * Handlers then run on other CPUs and publish nothing.
 */
static u32 tt_chase_blindly(struct tt_worker *worker, u64 round)
{
	struct tt_lane *lane = worker->lane;
	u32 batch = READ_ONCE(lane->round.batch);
	u64 pause = div_u64(TT_BLIND_JIFFIES * lane->cell->length.jiffy, batch);
	u32 tried;

	tt_disturbance_begin(&worker->disturbance);
	for (tried = 0; tried < batch && tt_round_open(lane, round); tried++) {
		struct tt_attempt *a = &worker->attempts.list[tried];

		tt_spin_until(tt_clock() + tt_random_below(&worker->random, 2 * pause + 1));
		tt_attempt(worker, &lane->timers[tried], a);
		a->ahead = batch;
		a->sought = 0;
		cond_resched();
	}
	return tried;
}

static void tt_chaser_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	u64 round = 0;

	while ((round = tt_round_enter(worker, round))) {
		u32 batch = READ_ONCE(lane->round.batch);

		if (lane->round.cpu_away) {
			tt_round_leave(worker, round, tt_chase_blindly(worker, round));
		} else {
			tt_aims_plan(worker, batch);
			tt_round_leave(worker, round, tt_chase(worker, round, batch));
			if (!worker->attempts.unsettled)
				tt_aims_score(worker, batch);
		}
		cond_resched();
	}
}

const struct tt_engine_ops tt_engine_chaser = {
	.batches = true,
	.deleter = tt_chaser_run,
	.armer = tt_armer_run,
	.third = tt_third_run,
};
