// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a deleter, or the third CPU, takes part in a round: see struct tt_lane.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>

#include "race/engine.h"

u64 tt_round_enter(struct tt_worker *worker, u64 last)
{
	struct tt_party *party = &worker->party;
	struct tt_lane *lane = worker->lane;
	u64 clock = tt_clock();
	u64 round;

	while (!tt_stopped(lane->cell)) {
		round = READ_ONCE(lane->open);
		if (round && round != last) {
			WRITE_ONCE(party->busy, 1);
			smp_mb();	/* pairs with the one in tt_armer_close() */
			/* Pairs with the release that opened it. */
			if (smp_load_acquire(&lane->open) == round) {
				tt_trace_attempts(worker);
				WRITE_ONCE(party->entered, round);
				/* One round's calls together are far below rule 12's bound. */
				WRITE_ONCE(party->call_since, jiffies | 1);
				return round;
			}
			/* the round had closed; nothing was touched */
			smp_store_release(&party->busy, 0);
		}
		tt_pause(lane->cell);
		clock = lane->cell->sleep || worker != &lane->deleter ? tt_clock() :
			tt_gap_note(lane, clock);
	}
	return 0;
}

/* The attempts of a round, or cell, at rest. */
void tt_round_settle(struct tt_worker *worker)
{
	u32 i;

	for (i = 0; i < worker->unsettled; i++)
		tt_settle(worker, &worker->tried[i]);
	worker->unsettled = 0;
}

void tt_round_leave(struct tt_worker *worker, u64 round, u32 tried)
{
	struct tt_party *party = &worker->party;
	struct tt_lane *lane = worker->lane;

	WRITE_ONCE(party->call_since, 0);
	worker->unsettled = tried;
	worker->attempted = tried;
	/* pairs with the acquire in tt_armer_close() */
	smp_store_release(&party->busy, 0);
	/* pairs with the release in tt_run_armer() */
	while (smp_load_acquire(&lane->rested) < round) {
		if (tt_stopped(lane->cell))
			return;
		tt_pause(lane->cell);
	}
	tt_round_settle(worker);
	/* Pairs with the acquire in tt_armer_may_open(). */
	smp_store_release(&party->settled, round);
}
