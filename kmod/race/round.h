/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How the deleter or the third worker takes part in a round, see struct tt_lane.
 */
#ifndef TT_ROUND_H
#define TT_ROUND_H

#include <linux/compiler.h>
#include <linux/types.h>

#include "cell/cell.h"

/* Waits for a round after @last and enters it. Returns its number, or 0 if the cell stops. */
u64 tt_round_enter(struct tt_worker *worker, u64 last);

/*
 * Hands the timers back to the armer, waits until they are at rest, and settles the
 * first @tried attempts.
 */
void tt_round_leave(struct tt_worker *worker, u64 round, u32 tried);

/* Settles the attempts of a worker. Its timers are at rest. */
void tt_round_settle(struct tt_worker *worker);

static inline bool tt_round_open(const struct tt_lane *lane, u64 round)
{
	return READ_ONCE(lane->round.open) == round && !tt_stopped(lane->cell);
}

#endif /* TT_ROUND_H */
