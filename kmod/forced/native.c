// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a trial runs and deletes a timer of the running kernel.
 */
#include <linux/jiffies.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "forced/trial.h"

static int tt_native_del(struct tt_turn *turn, struct tt_worker *worker, struct tt_timer *t)
{
	tt_turn_step(turn, TT_AT_del_call);
	if (worker->deletion.shutdown)
		WRITE_ONCE(t->ledger.shutdown_begun, 1);
	return worker->deletion.call(&t->timer);
}

static void tt_native_expire(struct tt_turn *turn, struct tt_timer *t)
{
	tt_trial_handler(turn, t, NULL);
}

static void tt_native_rearm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
			    unsigned long due)
{
	t->lane->cell->scen->rearm(t, due);
}

/*
 * The re-armed timer is due long after the trial. It may be on the deleter's CPU,
 * whose tick would otherwise run the handler there before the deletion's turn.
 */
const struct tt_trial_ops tt_trial_native = {
	.rearm_jiffies = 2 * HZ,
	.del = tt_native_del,
	.expire = tt_native_expire,
	.rearm = tt_native_rearm,
};
