// SPDX-License-Identifier: GPL-2.0-only
/*
 * The handler of a forced race.
 */
#include <linux/jiffies.h>

#include "cell/timer.h"
#include "forced/trial.h"

void tt_trial_free(struct tt_trial *trial, struct tt_timer *t)
{
	if (trial->ops->free)
		trial->ops->free(t);
	/* Pairs with the acquire in tt_trial_handler(). */
	smp_store_release(&t->ledger.freed, 1);
}

static void tt_trial_rearm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_trial *trial = turn->trial;
	unsigned long due = jiffies + trial->ops->rearm_jiffies;

	if (!(trial->script->traits & TT_SCRIPT_REARM) || trial->seen.rearmed)
		return;
	trial->seen.rearmed = 1;
	if (trial->ops->may_rearm && !trial->ops->may_rearm(turn, t))
		return;
	WRITE_ONCE(t->generation, t->generation + 1);
	WRITE_ONCE(t->ledger.due, due);
	trial->ops->rearm(turn, t, on, due);
	tt_turn_step(turn, TT_AT_fn_rearm);
}

void tt_trial_handler(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	struct tt_trial *trial = turn->trial;

	atomic_inc(&t->run.in_handler);
	if (READ_ONCE(trial->seen.returned))
		trial->seen.ran_after = 1;
	tt_turn_step(turn, TT_AT_fn_enter);
	tt_trial_rearm(turn, t, on);
	/* Pairs with the release in tt_trial_free(). */
	if (smp_load_acquire(&t->ledger.freed))
		trial->seen.touched = 1;
	WRITE_ONCE(t->run.ended, t->run.ended + 1);
	if (trial->ops->exit && !(trial->script->traits & TT_SCRIPT_NO_EXIT))
		trial->ops->exit(turn, t);
	if (trial->script->traits & TT_SCRIPT_SELFFREE) {
		tt_trial_free(trial, t);
		tt_turn_step(turn, TT_AT_fn_free);
	}
	/* Pairs with the acquire in tt_trial_delete(). */
	atomic_dec_return_release(&t->run.in_handler);
	tt_turn_step(turn, TT_AT_fn_exit);
}
