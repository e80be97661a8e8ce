// SPDX-License-Identifier: GPL-2.0-only
/*
 * A chaser's aim: how far ahead of the handler that it sees it deletes. What is
 * best depends on how long a cache line takes from the base CPU, which no two
 * machines share, on what a call that comes early does to the base's lock, and
 * on what else the host is doing just now. So it is found out all the time: a
 * round is run in legs, each leg with one of the choices, and every choice is
 * scored by the share of handlers that it met, and whose meeting is beyond
 * doubt: a call may find its timer marked running and be over before the
 * handler's first stamp.
 */
#include <linux/kernel.h>

#include "race/engine.h"

#define TT_SCORE	1024	/* all of a leg's handlers met */
#define TT_DOUBT	8	/* legs without a trial that make a choice worth one more */
#define TT_ODD		4	/* handlers met that one of which clock and call disagree undoes */
#define TT_LEAD_IN	2	/* legs in which the deleter may still have its tick */

/* In eighths of the time from handler to handler. */
static const u8 tt_eighths[TT_AIMS] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 64 };

static void tt_aims_take(struct tt_lane *lane)
{
	u64 period = max_t(u64, READ_ONCE(lane->period), lane->cell->handler_ticks + 1);
	u32 i;

	for (i = 0; i < TT_CHOICES; i++) {
		struct tt_shot *shot = &lane->aims.shot[i];
		u32 aim = tt_eighths[i % TT_AIMS];

		shot->ahead = DIV_ROUND_UP(aim, 8);
		shot->late = (shot->ahead * 8 - aim) * period / 8;
		shot->eager = i >= TT_AIMS;
	}
}

/* With @doubt, what was not tried for long is worth more than it was: the host may have changed. */
static u32 tt_aims_best(const struct tt_aims *aims, bool doubt)
{
	u32 i, best = 0, most = 0;

	for (i = 0; i < TT_CHOICES; i++) {
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
 * Does this leg tell of its choice? Not at the start of a round, nor if it is
 * what a batch has left over, unless there is nothing else.
 */
static bool tt_aims_tells(u32 leg, u32 batch)
{
	if (batch > 8 * TT_LEG && leg < TT_LEAD_IN)
		return false;
	return !leg || leg < batch / TT_LEG;
}

void tt_aims_plan(struct tt_worker *worker, u32 batch)
{
	struct tt_aims *aims = &worker->lane->aims;
	u32 i;

	tt_aims_take(worker->lane);
	for (i = 0; i * TT_LEG < batch; i++) {
		bool tells = tt_aims_tells(i, batch);
		u32 choice = tt_aims_best(aims, tells);

		if (tells) {
			/* at first, each in turn */
			if (aims->planned < TT_CHOICES)
				choice = aims->planned;
			aims->last[choice] = aims->planned++;
		}
		aims->plan[i] = choice;
	}
}

/*
 * Quick to praise, so that one trial of what has become good is enough; slow to
 * blame: a CPU that was away for a while says little of the choice.
 */
static u32 tt_aims_learn(u32 score, u32 share)
{
	if (share > score)
		return (score + share + 1) / 2;
	return (7 * score + max(share, score / 2)) / 8;
}

void tt_aims_score(struct tt_worker *worker, u32 batch)
{
	struct tt_aims *aims = &worker->lane->aims;
	u32 length = min_t(u32, batch, TT_LEG);
	bool tri = worker->lane->cell->prim->flags & TT_PRIM_TRI;
	s32 met[TT_CHOICES] = {};
	u32 run[TT_CHOICES] = {};
	u32 i;

	for (i = 0; i < worker->attempted; i++) {
		const struct tt_attempt *a = &worker->tried[i];
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
	for (i = 0; i < TT_CHOICES; i++)
		if (run[i])
			aims->score[i] = tt_aims_learn(aims->score[i], max(met[i], 0) * TT_SCORE /
						       (run[i] * length));
}

struct tt_shot tt_aims_stray(struct tt_worker *worker, struct tt_shot shot)
{
	u32 period = min_t(u64, READ_ONCE(worker->lane->period), U32_MAX / 4);

	/* Mostly before the next handler: its entry is a narrow mark. Else up to beyond its own. */
	if (tt_random_below(worker, 4)) {
		shot.ahead++;
		shot.late += tt_random_below(worker, period + 1);
	} else {
		shot.late += tt_random_below(worker, 2 * period + 1);
	}
	return shot;
}
