// SPDX-License-Identifier: GPL-2.0-only
/*
 * How a trial runs and deletes the model of an old timer.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "forced/trial.h"
#include "history/eras.h"
#include "history/machine.h"

static const struct tt_era *tt_era_of(const struct tt_timer *t)
{
	return t->lane->cell->prim->era;
}

/*
 * The slot of the third CPU. A search for the running timer finds the base CPU's
 * slot before this one.
 */
static struct tt_slot *tt_third_slot(const struct tt_lane *lane)
{
	const struct tt_machine *machine = &lane->machine;

	return machine->slot[(machine->home + 1) % machine->slots];
}

static void tt_trial_model_reset(struct tt_timer *t)
{
	tt_machine_reset(t->lane, &t->model);
}

static int tt_trial_model_del(struct tt_turn *turn, struct tt_worker *worker, struct tt_timer *t)
{
	return tt_era_of(t)->del(turn, t->lane, &t->model);
}

static void tt_trial_model_run(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on)
{
	if (tt_model_begin(turn, t, on)) {
		tt_trial_handler(turn, t, on);
		tt_model_end(turn, t, on);
	}
}

static void tt_trial_model_expire(struct tt_turn *turn, struct tt_timer *t)
{
	tt_trial_model_run(turn, t, tt_machine_home(t->lane));
}

static bool tt_trial_model_may_rearm(struct tt_turn *turn, struct tt_timer *t)
{
	bool stop;

	if (!(tt_era_of(t)->traits & TT_ERA_STOP))
		return true;
	stop = READ_ONCE(t->model.stop);
	tt_turn_step(turn, TT_AT_arm_check_stop);
	return !stop;
}

static void tt_trial_model_rearm(struct tt_turn *turn, struct tt_timer *t, struct tt_slot *on,
				 unsigned long due)
{
	tt_model_arm(turn, t, on, due, tt_ring_here);
}

/* timer_exit(), the last line of a handler in 2.3.99 */
static void tt_trial_model_exit(struct tt_turn *turn, struct tt_timer *t)
{
	if (!(tt_era_of(t)->traits & TT_ERA_MARK_TIMER))
		return;
	/* Pairs with the deletion's spin. */
	smp_store_release(&t->model.running, 0);
	tt_turn_step(turn, TT_AT_fn_timer_exit);
}

/* Whoever frees the timer leaves poison, and a base that no other timer has. */
static void tt_trial_model_free(struct tt_timer *t)
{
	struct tt_slot *grave = &t->lane->machine.grave;

	WRITE_ONCE(t->model.running, lower_32_bits(TT_POISON));
	WRITE_ONCE(t->model.queued, lower_32_bits(TT_POISON));
	WRITE_ONCE(t->model.base, grave);
	WRITE_ONCE(t->model.last, grave);
}

/* mod_timer() on the third CPU, and the timer interrupt there */
static void tt_third_overlap(struct tt_turn *turn, struct tt_timer *t)
{
	struct tt_lane *lane = t->lane;
	struct tt_slot *on = tt_third_slot(lane);

	WRITE_ONCE(t->generation, t->generation + 1);
	tt_model_arm(turn, t, on, jiffies, NULL);
	/* If it was left on the base CPU, that CPU is busy with its handler. */
	if (READ_ONCE(t->model.base) != on) {
		while (atomic_read(&turn->trial->inside))
			if (!tt_turn_waits(turn))
				return;
		on = tt_machine_home(lane);
	}
	tt_trial_model_run(turn, t, on);
}

static void tt_trial_model_third(struct tt_turn *turn, struct tt_timer *t)
{
	if (turn->trial->script->traits & TT_SCRIPT_OVERLAPS) {
		tt_third_overlap(turn, t);
	} else {
		tt_era_of(t)->del_timer(turn, t->lane, &t->model);
		tt_turn_step(turn, TT_AT_del_return);
	}
}

/* A re-armed timer is due at once, because it has to run again in some scripts. */
const struct tt_trial_ops tt_trial_model = {
	.reports_steps = true,
	.reset = tt_trial_model_reset,
	.del = tt_trial_model_del,
	.expire = tt_trial_model_expire,
	.may_rearm = tt_trial_model_may_rearm,
	.rearm = tt_trial_model_rearm,
	.exit = tt_trial_model_exit,
	.free = tt_trial_model_free,
	.third = tt_trial_model_third,
};
