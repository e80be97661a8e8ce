// SPDX-License-Identifier: GPL-2.0-only
/*
 * How the timers of a model are armed, taken and looked at: in the machine of
 * its era, with the kernel's timer as the alarm clock.
 */
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "history/cold_lines.h"
#include "history/eras.h"
#include "history/machine.h"
#include "history/model.h"
#include "race/handler.h"

static void tt_model_handler(struct timer_list *timer)
{
	struct tt_timer *t = timer_container_of(t, timer, timer);
	struct tt_slot *home = tt_machine_home(t->lane);

	if (!tt_model_begin(NULL, t, home))
		return;
	tt_handler_run(t);
	if (t->lane->cell->prim->era->traits & TT_ERA_MARK_TIMER)
		/* timer_exit(), the last act of a handler in 2.3.99 */
		smp_store_release(&t->model.running, 0);
	tt_model_end(NULL, t, home);
}

static void tt_model_timer_init(struct tt_timer *t)
{
	tt_model_init(t->lane, &t->model);
}

static void tt_model_begin_generation(struct tt_timer *t)
{
	WRITE_ONCE(t->model.stop, 0);
}

static int tt_model_arm_here(struct tt_timer *t, unsigned long expires)
{
	return tt_model_arm(NULL, t, tt_machine_home(t->lane), expires, tt_ring_here);
}

static void tt_model_arm_on_base(struct tt_timer *t, unsigned long expires)
{
	tt_model_arm(NULL, t, tt_machine_home(t->lane), expires, tt_ring_on_base);
}

static bool tt_model_may_rearm(const struct tt_timer *t)
{
	return !(t->lane->cell->prim->era->traits & TT_ERA_STOP) || !READ_ONCE(t->model.stop);
}

static bool tt_model_queued(const struct tt_timer *t)
{
	return READ_ONCE(t->model.queued);
}

/* The wheel of the model decides, not the kernel's. */
static bool tt_model_taken(struct tt_timer *t, bool dequeued)
{
	return tt_model_forget(t);
}

static void tt_model_after_call(struct tt_timer *t)
{
	tt_model_silence(t);
	tt_slots_count_dirty(t->lane);
}

const struct tt_timer_ops tt_model_timers = {
	.handler = tt_model_handler,
	.create = tt_machine_create,
	.free = tt_machine_free,
	.start = tt_slot_owners_start,
	.stop = tt_slot_owners_stop,
	.measure = tt_line_costs_measure,
	.init = tt_model_timer_init,
	.begin_generation = tt_model_begin_generation,
	.arm = tt_model_arm_here,
	.arm_on_base = tt_model_arm_on_base,
	.may_rearm = tt_model_may_rearm,
	.queued = tt_model_queued,
	.taken = tt_model_taken,
	.before_call = tt_slots_flush,
	.after_call = tt_model_after_call,
};
