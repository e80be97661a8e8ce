// SPDX-License-Identifier: GPL-2.0-only
/*
 * align=none: no alignment at all.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include "race/engine.h"

/* Keeps the base CPU awake and its tick running, as the armer does in a round. */
void tt_run_companion(struct tt_worker *worker)
{
	while (!tt_stopped(worker->lane->cell))
		tt_pause(worker->lane->cell);
}

/* Waits, bounded, until the timer is at rest, so that this worker alone owns it again. */
static void tt_free_rest(struct tt_lane *lane, struct tt_timer *t, const struct tt_attempt *a)
{
	unsigned long deadline = jiffies + TT_ROUND_GRACE;

	/* What was not dequeued fires, or did: its stamp is wanted. */
	while (a->ret != 1 && READ_ONCE(t->runs) == t->runs_at_open &&
	       time_before(jiffies, deadline) && !tt_stopped(lane->cell))
		tt_pause(lane->cell);
	if (tt_timer_take_sync(t))
		lane->cleaned++;
}

void tt_run_free(struct tt_worker *worker)
{
	struct tt_lane *lane = worker->lane;
	struct tt_cell *cell = lane->cell;
	bool rearm = cell->scen->traits & TT_TRAIT_REARM;
	struct tt_timer *t = &lane->timers[0];
	struct tt_attempt *a = &worker->tried[0];
	u64 last = tt_clock();
	u32 n = 0;

	while (!tt_stopped(cell)) {
		tt_timer_renew(t);
		t->runs_at_open = READ_ONCE(t->runs);
		t->rearms_left = TT_REARM_BUDGET;
		tt_timer_next_generation(t, jiffies);
		tt_timer_arm_on_base(t, t->due);
		worker->tally.arms++;
		worker->noise = tt_disturbances(worker);
		WRITE_ONCE(worker->party.call_since, jiffies | 1);
		tt_delete(worker, t, a);
		WRITE_ONCE(worker->party.call_since, 0);
		a->ahead = 0;
		/* Only if it did not certainly end there: this is the fastest honest loop. */
		if (a->ret != 1 || rearm || tt_timer_queued(t))
			tt_free_rest(lane, t, a);
		tt_settle(worker, a);
		worker->attempted = 1;
		tt_trace_attempts(worker);
		last = tt_gap_note(lane, last);
		if (!(++n & 255)) {
			cond_resched();
			last = tt_clock();
		}
	}
}
