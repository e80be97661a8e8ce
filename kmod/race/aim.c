// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far ahead of the handler that it sees a chaser deletes. The best distance depends
 * on how long a cache line takes from the base CPU, which differs from machine to
 * machine, on what an early call does to the base's lock, and on what else the host does
 * just now. So the chaser learns it all the time: a round consists of legs, each leg
 * uses one aim, and the score of an aim is the share of handlers that it hit.
 *
 * Only hits beyond doubt count, because a call may find its timer marked running and be
 * over before the handler's first stamp.
 */
#include <linux/kernel.h>

#include "cell/cell.h"
#include "cell/random.h"
#include "race/aim.h"

#define TT_SCORE	1024	/* All handlers of a leg were hit. */
#define TT_DOUBT	8	/* So many legs without a trial raise the worth of an aim by 1. */
#define TT_ODD		4	/* So many hits are undone if the clock and a call disagree. */
#define TT_LEAD_IN	2	/* In so many legs the deleter may still handle its tick. */

/* Distances to aim ahead, in eighths of the time from one handler to the next */
static const u8 tt_eighths[TT_DISTANCES] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 64 };

static void tt_aims_compute(struct tt_lane *lane)
{
	u64 period = max_t(u64, READ_ONCE(lane->round.period), lane->cell->length.handler + 1);
	u32 i;

	for (i = 0; i < TT_AIMS; i++) {
		struct tt_aim *aim = &lane->deletions.aims.aim[i];
		u32 eighths = tt_eighths[i % TT_DISTANCES];

		aim->ahead = DIV_ROUND_UP(eighths, 8);
		aim->wait_ticks = (aim->ahead * 8 - eighths) * period / 8;
		aim->accept_stale = i >= TT_DISTANCES;
	}
}

/*
 * Returns the aim with the highest score. With @doubt an aim that was not tried for long
 * is worth more than its score, because the host may have changed.
 */
static u32 tt_aims_best(const struct tt_aims *aims, bool doubt)
{
	u32 i, best = 0, most = 0;

	for (i = 0; i < TT_AIMS; i++) {
		u32 worth = aims->score[i];

		if (doubt)
			worth += (aims->planned - aims->last[i]) / TT_DOUBT;
		if (worth > most) {
			most = worth;
			best = i;
		}
	}
	return best;
}

/*
 * Whether the result of a leg says anything about its aim. The first legs of a round and
 * an incomplete last leg do not, unless the round has no other legs.
 */
static bool tt_aims_tells(u32 leg, u32 batch)
{
	if (batch > 8 * TT_LEG && leg < TT_LEAD_IN)
		return false;
	return !leg || leg < batch / TT_LEG;
}

void tt_aims_plan(struct tt_worker *worker, u32 batch)
{
	struct tt_aims *aims = &worker->lane->deletions.aims;
	u32 i;

	tt_aims_compute(worker->lane);
	for (i = 0; i * TT_LEG < batch; i++) {
		bool tells = tt_aims_tells(i, batch);
		u32 number = tt_aims_best(aims, tells);

		if (tells) {
			/* At first each aim is tried once. */
			if (aims->planned < TT_AIMS)
				number = aims->planned;
			aims->last[number] = aims->planned++;
		}
		aims->plan[i] = number;
	}
}

/*
 * Raises a score quickly, so that one trial of an aim that has become good is enough.
 * Lowers it slowly, because a CPU that did not run for a while says little of the aim.
 */
static u32 tt_aims_learn(u32 score, u32 share)
{
	if (share > score)
		return (score + share + 1) / 2;
	return (7 * score + max(share, score / 2)) / 8;
}

void tt_aims_score(struct tt_worker *worker, u32 batch)
{
	struct tt_aims *aims = &worker->lane->deletions.aims;
	u32 length = min_t(u32, batch, TT_LEG);
	bool tri = worker->lane->cell->prim->flags & TT_PRIM_TRI;
	s32 met[TT_AIMS] = {};
	u32 run[TT_AIMS] = {};
	u32 i;

	for (i = 0; i < worker->attempts.kept; i++) {
		const struct tt_attempt *a = &worker->attempts.list[i];
		bool encounter = a->outcome == TT_ENCOUNTER;
		u32 leg = a->index / TT_LEG;

		if (!tt_aims_tells(leg, batch))
			continue;
		met[aims->plan[leg]] += encounter;
		if (tri && encounter != (a->ret == -1))
			met[aims->plan[leg]] -= TT_ODD;
	}
	for (i = 0; i * TT_LEG < batch; i++)
		if (tt_aims_tells(i, batch))
			run[aims->plan[i]]++;
	for (i = 0; i < TT_AIMS; i++)
		if (run[i])
			aims->score[i] = tt_aims_learn(aims->score[i], max(met[i], 0) * TT_SCORE /
						       (run[i] * length));
}

struct tt_aim tt_aims_even(struct tt_worker *worker, u8 *sought)
{
	const struct tt_lane *lane = worker->lane;
	s64 length = max_t(u64, lane->cell->length.handler, 1);
	s64 period = max_t(u64, READ_ONCE(lane->round.period), length + 1);
	u32 bin = tt_random_below(&worker->random, TT_PHASE_BINS);
	/* The middle of the bin, after the entry of its handler, in parts of a bin */
	s64 middle = ((s64)bin - TT_PHASE_BINS_EACH) * TT_LAG + TT_LAG / 2;
	struct tt_aim aim = {};
	s64 wait;

	wait = (middle - lane->deletions.aims.lag) * length / (TT_PHASE_BINS_EACH * TT_LAG);
	/* If that is over already, it is for the handler of a later timer. */
	if (wait < 0)
		aim.ahead = DIV_ROUND_UP_ULL(-wait, period);
	aim.wait_ticks = wait + (s64)aim.ahead * period;
	*sought = bin + 1;
	return aim;
}

struct tt_aim tt_aims_stray(struct tt_worker *worker, struct tt_aim aim)
{
	u32 period = min_t(u64, READ_ONCE(worker->lane->round.period), U32_MAX / 4);

	/*
	 * Three in four aim before the next handler, whose entry is a narrow target. The
	 * others aim up to the end of its own handler, and beyond.
	 */
	if (tt_random_below(&worker->random, 4)) {
		aim.ahead++;
		aim.wait_ticks += tt_random_below(&worker->random, period + 1);
	} else {
		aim.wait_ticks += tt_random_below(&worker->random, 2 * period + 1);
	}
	return aim;
}
