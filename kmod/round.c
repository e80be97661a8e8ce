// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a deleter, or the third CPU, takes part in a round: see struct tt_lane.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>

#include "engine.h"

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

void tt_round_leave(struct tt_worker *worker, u64 round, u32 tried)
{
	struct tt_party *party = &worker->party;
	u32 i;

	WRITE_ONCE(party->call_since, 0);
	/* pairs with the acquire in tt_armer_close() */
	smp_store_release(&party->busy, 0);
	for (i = 0; i < tried; i++)
		tt_settle(worker, &worker->tried[i]);
	/* Pairs with the acquire in tt_armer_may_open(). */
	smp_store_release(&party->settled, round);
}
