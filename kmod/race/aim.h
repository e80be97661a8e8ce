/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a chaser aims at a handler, and how it learns which aim hits most often.
 */
#ifndef TT_AIM_H
#define TT_AIM_H

#include <linux/types.h>

#include "cell/aims.h"

struct tt_worker;

/* Chooses an aim for each leg of a round of @batch timers. */
void tt_aims_plan(struct tt_worker *worker, u32 batch);

/* Updates the scores once the attempts of a round of @batch timers are settled. */
void tt_aims_score(struct tt_worker *worker, u32 batch);

/*
 * Returns an aim at a phase of a handler that is drawn at random, so that all of them are reached
 * equally often, and stores in @sought which one it is.
 */
struct tt_aim tt_aims_even(struct tt_worker *worker, u8 *sought);

/* Changes @aim at random, so that deletions hit every phase of a handler. */
struct tt_aim tt_aims_stray(struct tt_worker *worker, struct tt_aim aim);

#endif /* TT_AIM_H */
