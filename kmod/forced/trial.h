/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Trials of forced races, and what became of them.
 */
#ifndef TT_TRIAL_H
#define TT_TRIAL_H

#include <linux/types.h>

#include "cell/engine.h"
#include "turns/turn.h"

struct tt_slot;
struct tt_timer;

/**
 * struct tt_forced - the trials of a lane
 * @trial: the current trial
 * @trials: trials that have ended
 * @defeated: trials in which the race was won against the algorithm
 * @holds: trials in which it was not
 * @hung: trials in which the deletion would have spun for ever
 * @lost: trials whose steps did not follow the script
 * @lost_defeated: trials of @lost that look defeated nevertheless
 * @touched: trials in which somebody used a timer that counts as freed
 * @kept: the steps to be shown: of the first defeated trial, else of the first one
 * @kept_count: number of @kept
 * @kept_defeated: @kept is of a defeated trial
 */
struct tt_forced {
	struct tt_trial trial;
	u64 trials;
	u64 defeated;
	u64 holds;
	u64 hung;
	u64 lost;
	u64 lost_defeated;
	u64 touched;
	struct tt_taken kept[TT_LOG];
	u32 kept_count;
	bool kept_defeated;
};

extern const struct tt_engine_ops tt_engine_forced;
extern const struct tt_trial_ops tt_trial_native;
extern const struct tt_trial_ops tt_trial_model;

/* The handler of a forced race. It runs on slot @on of a model, or @on is NULL. */
void tt_trial_handler(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on);

/* The timer counts as freed from now on. */
void tt_trial_free(struct tt_trial *trial, struct tt_timer *t);

#endif /* TT_TRIAL_H */
