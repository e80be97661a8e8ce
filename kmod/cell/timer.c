// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a timer under torture, without its handler.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/timer.h>

#include "cell/cell.h"
#include "cell/timer.h"
#include "timing/wheel.h"

/* The helpers in cell/timer.h handle the kernel's timers without a call. */
const struct tt_timer_ops tt_native_timers = {};

u32 tt_timer_flags(const struct tt_cell *cell)
{
	u32 want = cell->want.timer_flags;
	u32 traits = cell->scen->traits;
	u32 flags = 0;

	if ((want & TT_TIMER_PINNED || traits & TT_TRAIT_BEPINNED) && !(traits & TT_TRAIT_UNPINNED))
		flags |= TIMER_PINNED;
	if (want & TT_TIMER_DEFERRABLE || traits & TT_TRAIT_DEFERRABLE)
		flags |= TIMER_DEFERRABLE;
	if (want & TT_TIMER_IRQSAFE)
		flags |= TIMER_IRQSAFE;
	return flags;
}

static void tt_timer_setup(struct tt_timer *t)
{
	timer_setup(&t->timer, t->lane->handler, tt_timer_flags(t->lane->cell));
}

void tt_timer_init(struct tt_lane *lane, struct tt_timer *t, u32 index)
{
	t->lane = lane;
	t->index = index;
	t->rearms_left = TT_REARM_BUDGET;
	/* This is for timers that are armed far ahead. Others get it at each arm. */
	t->ledger.due = jiffies + TT_FAR_JIFFIES;
	t->run.stamp[0].entry = TT_NEVER;
	t->run.stamp[1].entry = TT_NEVER;
	tt_timer_setup(t);
	if (lane->timer_ops->init)
		lane->timer_ops->init(t);
}

void tt_timer_renew(struct tt_timer *t)
{
	if (likely(!t->ledger.shutdown_begun) &&
	    !(t->lane->cell->scen->traits & TT_TRAIT_ESCAPE))
		return;
	/* After timer_shutdown() the handler may still run. */
	timer_delete_sync(&t->timer);
	tt_timer_setup(t);
	WRITE_ONCE(t->ledger.shutdown_returned, 0);
	WRITE_ONCE(t->ledger.shutdown_begun, 0);
}

void tt_timer_next_generation(struct tt_timer *t, unsigned long expires)
{
	WRITE_ONCE(t->run.no_run_before, 0);
	WRITE_ONCE(t->run.lagged, 0);
	WRITE_ONCE(t->ledger.freed, 0);
	WRITE_ONCE(t->ledger.deleted, 0);
	WRITE_ONCE(t->ledger.cancelled, 0);
	WRITE_ONCE(t->ledger.due, expires);
	t->ledger.granule = tt_wheel_granule(expires - jiffies);
	if (!tt_timers_native(t->lane))
		t->lane->timer_ops->begin_generation(t);
	WRITE_ONCE(t->generation, t->generation + 1);
}

bool tt_timer_take(struct tt_timer *t)
{
	return tt_timer_taken(t, timer_delete(&t->timer));
}

bool tt_timer_take_sync(struct tt_timer *t)
{
	return tt_timer_taken(t, timer_delete_sync(&t->timer));
}

void tt_timer_due_by(struct tt_timer *t, unsigned long expires)
{
	unsigned long due = READ_ONCE(t->ledger.due);

	while (time_before(expires, due)) {
		unsigned long seen = cmpxchg(&t->ledger.due, due, expires);

		if (seen == due)
			break;
		due = seen;
	}
}
