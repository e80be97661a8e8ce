// SPDX-License-Identifier: GPL-2.0-only
/*
 * align=spin: rounds of one timer, whose expiry the deleter predicts.
 */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "cell/random.h"
#include "cell/timer.h"
#include "cell/wait.h"
#include "race/armer.h"
#include "race/attempt.h"
#include "race/engines.h"
#include "race/round.h"
#include "race/third.h"

/* Predicts an expiry from the one before, and adds a random delay. */
static void tt_spinner_run(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_attempt *a = &worker->attempts.list[0];
	struct tt_timer *t = &lane->timers[0];
	u64 jiffy = lane->cell->length.jiffy;
	u64 spread = jiffy / 8;	/* half of the window, learned */
	u64 expected = 0, round = 0, generation;

	while ((round = tt_round_enter(worker, round))) {
		const struct tt_stamp *stamp;
		u64 now = tt_clock();
		u32 tried = 0;

		generation = READ_ONCE(t->generation);
		if (expected) {
			u64 moment;

			while ((s64)(expected - now) < 0)
				expected += jiffy;
			moment = expected - spread + tt_random_below(&worker->random, 2 * spread);
			while ((s64)(tt_clock() - moment) < 0 && tt_round_open(lane, round))
				;
			tt_disturbance_begin(&worker->disturbance);
			tt_attempt(worker, t, a);
			a->ahead = 0;
			tried = 1;
		}
		while (tt_round_open(lane, round))
			tt_pause(lane->cell);
		stamp = tt_stamp_of(t, generation);
		if (stamp) {
			u64 entry = READ_ONCE(stamp->entry);
			u64 error = abs((s64)(entry - expected));

			if (expected && error < jiffy)
				spread = clamp_t(u64, (7 * spread + 2 * error) / 8,
						 lane->cell->length.handler + 1, jiffy / 4);
			expected = entry;
		}
		tt_round_leave(worker, round, tried);
		cond_resched();
	}
}

const struct tt_engine_ops tt_engine_spinner = {
	.deleter = tt_spinner_run,
	.armer = tt_armer_run,
	.third = tt_third_run,
};
