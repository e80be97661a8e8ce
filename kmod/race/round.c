// SPDX-License-Identifier: GPL-2.0-only
/*
 * How the deleter or the third worker takes part in a round.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>

#include "cell/wait.h"
#include "race/round.h"
#include "rules/evidence.h"
#include "rules/ledger.h"

u64 tt_round_enter(struct tt_worker *worker, u64 last)
{
	struct tt_party *party = &worker->party;
	struct tt_lane *lane = worker->lane;
	u64 clock = tt_clock();
	u64 round;

	while (!tt_stopped(lane->cell)) {
		round = READ_ONCE(lane->round.open);
		if (round && round != last) {
			if (tt_worker_displaced(worker))
				return 0;
			WRITE_ONCE(party->busy, 1);
			smp_mb();	/* pairs with the one in tt_armer_close() */
			/* Pairs with the release in tt_armer_run(). */
			if (smp_load_acquire(&lane->round.open) == round) {
				tt_trace_attempts(worker);
				WRITE_ONCE(party->entered, round);
				/* All calls of one round together stay below rule 12's bound. */
				tt_watch_begin(worker);
				return round;
			}
			/* The round was closed meanwhile, and no timer was used. */
			smp_store_release(&party->busy, 0);
		}
		tt_pause(lane->cell);
		clock = tt_cell_sleeps(lane->cell) || worker != &lane->deleter ? tt_clock() :
			tt_gap_note(lane, clock);
	}
	return 0;
}

void tt_round_settle(struct tt_worker *worker)
{
	u32 i;

	for (i = 0; i < worker->attempts.unsettled; i++)
		tt_settle(worker, &worker->attempts.list[i]);
	worker->attempts.unsettled = 0;
}

void tt_round_leave(struct tt_worker *worker, u64 round, u32 tried)
{
	struct tt_party *party = &worker->party;
	struct tt_lane *lane = worker->lane;

	tt_watch_end(worker);
	worker->attempts.unsettled = tried;
	worker->attempts.kept = tried;
	/* Pairs with the acquire in tt_party_busy(). */
	smp_store_release(&party->busy, 0);
	/* Pairs with the release in tt_armer_run(). */
	while (smp_load_acquire(&lane->round.rested) < round) {
		if (tt_stopped(lane->cell))
			return;
		tt_pause(lane->cell);
	}
	tt_round_settle(worker);
	/* Pairs with the acquire in tt_party_settled(). */
	smp_store_release(&party->settled, round);
}
