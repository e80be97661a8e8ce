/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the chaser of a lane has learned about aiming. race/aim.c updates it.
 */
#ifndef TT_AIMS_H
#define TT_AIMS_H

#include <linux/types.h>

#include <timertorture.h>

#define TT_DISTANCES	16
#define TT_AIMS		(2 * TT_DISTANCES)
#define TT_LEG		64	/* A round is divided into legs of so many handlers. */
#define TT_LAG		64	/* parts of a bin in which the lag is counted */
#define TT_LEGS		(TT_MAX_BATCH / TT_LEG)

/**
 * struct tt_aim - how a deleter reacts to a handler that it sees
 * @ahead: it deletes the timer that expires so many handlers later
 * @wait_ticks: it waits so long before the call
 * @accept_stale: it also acts on a handler whose start it did not observe,
 *	because the handler began while the deleter was busy
 */
struct tt_aim {
	u32 ahead;
	u32 wait_ticks;
	bool accept_stale;
};

/**
 * struct tt_aims - what the chaser of a lane has learned
 * @aim: the aims to choose from, computed for the current round
 * @score: for each aim, the share of handlers that it hit, of TT_SCORE
 * @planned: number of legs that have been given an aim so far
 * @last: for each aim, the value of @planned when it was last given
 * @attempts: attempts in all rounds
 * @lag: by how many bins, times TT_LAG, a deletion comes later than it was for, on average
 * @plan: the number of the aim of each leg of the current round
 */
struct tt_aims {
	struct tt_aim aim[TT_AIMS];
	u32 score[TT_AIMS];
	u32 planned;
	u32 last[TT_AIMS];
	u32 attempts;
	s32 lag;
	u8 plan[TT_LEGS];
};

#endif /* TT_AIMS_H */
