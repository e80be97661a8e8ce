// SPDX-License-Identifier: GPL-2.0-only
/*
 * align=spin: rounds of one timer, whose expiry the deleter predicts.
 */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "race/engine.h"

/* One timer a round: predicts its expiry from the last one's and adds a random delay. */
void tt_run_spinner(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_timer *t = &lane->timers[0];
	u64 tick = lane->cell->tick_ticks;
	u64 spread = tick / 8;	/* half the window; learned */
	u64 expected = 0, round = 0, generation;

	while ((round = tt_round_enter(worker, round))) {
		const struct tt_stamp *stamp;
		u64 now = tt_clock();
		u32 tried = 0;

		generation = READ_ONCE(t->generation);
		if (expected) {
			u64 aim;

			while ((s64)(expected - now) < 0)
				expected += tick;
			aim = expected - spread + tt_random_below(worker, 2 * spread);
			while ((s64)(tt_clock() - aim) < 0 && tt_round_open(lane, round))
				;
			worker->noise = tt_disturbances(worker);
			tt_delete(worker, t, &worker->tried[0]);
			worker->tried[0].ahead = 0;
			tried = 1;
		}
		while (tt_round_open(lane, round))
			tt_pause(lane->cell);
		stamp = tt_stamp_of(t, generation);
		if (stamp) {
			u64 entry = READ_ONCE(stamp->entry);
			u64 error = abs((s64)(entry - expected));

			if (expected && error < tick)
				spread = clamp_t(u64, (7 * spread + 2 * error) / 8,
						 lane->cell->handler_ticks + 1, tick / 4);
			expected = entry;
		}
		tt_round_leave(worker, round, tried);
		cond_resched();
	}
}
